import type { OpenRecordResponse } from '@anamnese/contracts'
import { Alert, Button, Group, Text, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { SubmitEvent, ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { openRecord } from '../api/session'
import { useSession } from '../app/session'
import { useDraft } from '../ui/draft'
import { ErrorPanel } from '../ui/error-panel'
import { IconShieldLock } from '../ui/icons'
import { Page, Panel } from '../ui/page'

const SHORTEST = 10
const EMPTY = { reason: '' }

interface BreakGlassFormProps {
  patientId: string
  onOpened: (answer: OpenRecordResponse) => void
}

/** Break-glass: says what opening will leave behind, asks for the reason, then opens. */
export function BreakGlassForm({ patientId, onOpened }: BreakGlassFormProps): ReactNode {
  const { actor } = useSession()
  const navigate = useNavigate()
  const { value, change, clear } = useDraft(actor.id, `break-glass.${patientId}`, EMPTY)
  const open = useMutation({
    mutationFn: () => openRecord(patientId, { reason: value.reason.trim() }),
    onSuccess: (answer) => {
      clear()
      onOpened(answer)
    },
  })
  const ready = value.reason.trim().length >= SHORTEST
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (ready) open.mutate()
  }
  return (
    <Page title="Ouvrir ce dossier en urgence">
      <Panel>
        <Alert
          color="orange"
          icon={<IconShieldLock aria-hidden />}
          mb="md"
          title="Vous ne faites pas partie de l’équipe de soins de ce patient"
        >
          <Text>
            Vous pouvez ouvrir le dossier si la prise en charge l’exige. Votre nom, l’heure et le motif seront
            enregistrés, visibles dans les accès au dossier, et contrôlés par l’établissement.
          </Text>
        </Alert>
        <form onSubmit={submit}>
          <Textarea
            label="Motif de l’accès"
            description={`Au moins ${SHORTEST} caractères : ce que la prise en charge demande.`}
            value={value.reason}
            autosize
            minRows={2}
            maxLength={500}
            data-autofocus
            required
            onChange={(event) => {
              change({ reason: event.currentTarget.value })
            }}
          />
          {open.error ? <ErrorPanel error={open.error} /> : null}
          <Group mt="md">
            <Button type="submit" color="orange" disabled={!ready} loading={open.isPending}>
              Ouvrir le dossier
            </Button>
            <Button variant="default" onClick={() => void navigate(-1)}>
              Renoncer
            </Button>
          </Group>
        </form>
      </Panel>
    </Page>
  )
}
