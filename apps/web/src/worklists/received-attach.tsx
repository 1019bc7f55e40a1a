import type { ArrivalView } from '@anamnese/contracts'
import { Button, Checkbox, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { fetchPatients } from '../api/identity'
import { keys } from '../api/keys'
import { formatCivil } from '../format/dates'
import { DOCUMENT_TYPE_CHOICES } from '../format/document-types'
import { patientName } from '../format/identity'
import { ErrorPanel } from '../ui/error-panel'
import { Panel } from '../ui/page'
import { useAttach } from './received-actions'

interface Candidate {
  id: string
  name: string
  birthDate: string
}

/** Whose document it is: the suggestion, or a patient that is searched for; what contradicts has to be seen before. */
export function ReceivedAttach({ arrival, onDone }: { arrival: ArrivalView; onDone: () => void }): ReactNode {
  const { suggestion, kind, state } = arrival
  const attach = useAttach(arrival, onDone)
  const [type, setType] = useState('')
  const [seen, setSeen] = useState(false)
  const saysType = kind === 'cda'
  const differences = suggestion?.differences ?? []
  const go = (patientId: string): void => {
    attach.mutate({
      patientId,
      ...(type === '' ? {} : { type }),
      ...(seen ? { despiteDifferences: true } : {}),
      ...(state === 'conflict' ? { keepBoth: true } : {}),
    })
  }
  const ready = saysType || type !== ''
  return (
    <Panel title={state === 'conflict' ? 'Garder aussi ce document' : 'Rattacher à un dossier'}>
      <Stack gap="sm">
        {saysType ? null : (
          <NativeSelect
            label="Type de document"
            required
            value={type}
            data={[{ value: '', label: 'Choisir' }, ...DOCUMENT_TYPE_CHOICES]}
            onChange={(event) => {
              setType(event.currentTarget.value)
            }}
          />
        )}
        {differences.length === 0 ? null : (
          <>
            <Text>
              Le document et le dossier de {suggestion?.name} diffèrent : {differences.join(', ')}.
            </Text>
            <Checkbox
              label="J’ai vérifié : c’est bien ce patient malgré ces différences"
              checked={seen}
              onChange={(event) => {
                setSeen(event.currentTarget.checked)
              }}
            />
          </>
        )}
        {suggestion === undefined ? null : (
          <Button
            disabled={!ready || (differences.length > 0 && !seen)}
            loading={attach.isPending}
            onClick={() => {
              go(suggestion.patientId)
            }}
          >
            Rattacher à {suggestion.name}, né(e) le {formatCivil(suggestion.birthDate)}
          </Button>
        )}
        <PatientChoice disabled={!ready} onChoose={go} />
      </Stack>
    </Panel>
  )
}

function PatientChoice({ disabled, onChoose }: { disabled: boolean; onChoose: (id: string) => void }): ReactNode {
  const [text, setText] = useState('')
  const [q] = useDebouncedValue(text.trim(), 250)
  const { data, error } = useQuery({
    queryKey: [...keys.patients, 'choice', q],
    queryFn: ({ signal }) => fetchPatients({ q, page: 1, size: 8 }, signal),
    enabled: q.length >= 3,
  })
  const found: Candidate[] = (data?.items ?? []).map((patient) => ({
    id: patient.id,
    name: patientName(patient.traits),
    birthDate: patient.traits.birthDate,
  }))
  return (
    <>
      <TextInput
        label="Chercher un autre dossier"
        description="Nom, date de naissance ou matricule"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
        }}
      />
      {error ? <ErrorPanel error={error} /> : null}
      {data !== undefined && found.length === 0 ? <Text c="dimmed">Aucun dossier ne répond.</Text> : null}
      {found.map((patient) => (
        <Button
          key={patient.id}
          variant="default"
          disabled={disabled}
          onClick={() => {
            onChoose(patient.id)
          }}
        >
          Rattacher à {patient.name}, né(e) le {formatCivil(patient.birthDate)}
        </Button>
      ))}
    </>
  )
}
