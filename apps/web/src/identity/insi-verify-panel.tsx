import type { InsiRecordView, InsiVerifyResponse, PatientDetail } from '@anamnese/contracts'
import { formatMatricule } from '@anamnese/domain-ins'
import { Button, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { fetchInsiRecord, insiKeys, verifyIns } from '../api/insi'
import { keys } from '../api/keys'
import { formatInstant } from '../format/dates'
import { ErrorPanel } from '../ui/error-panel'
import { StatusSentence } from '../ui/status'
import { InsDecision } from './insi-decision'
import { InsiDifferences } from './insi-result'
import { CALL_OUTCOMES } from './insi-words'

/** The INS that a record holds: when it was verified, verifying it, and what to do when it is in doubt. */
export function InsiVerifyPanel({ patient }: { patient: PatientDetail }): ReactNode {
  const client = useQueryClient()
  const { data, error } = useQuery({
    queryKey: insiKeys.record(patient.id),
    queryFn: ({ signal }) => fetchInsiRecord(patient.id, signal),
  })
  const verify = useMutation({
    mutationFn: () => verifyIns(patient.id),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.patient(patient.id) }),
  })
  return (
    <Stack gap="sm">
      {error ? <ErrorPanel error={error} /> : null}
      {data === undefined ? null : <ServiceState view={data} />}
      <Text size="sm">{verificationWords(data)}</Text>
      <div>
        <Button
          variant="default"
          loading={verify.isPending}
          disabled={data?.blocked !== undefined}
          onClick={() => {
            verify.mutate()
          }}
        >
          Vérifier l’INS auprès d’INSi
        </Button>
      </div>
      {verify.error ? <ErrorPanel error={verify.error} /> : null}
      {verify.data === undefined ? null : <Verdict answer={verify.data} />}
      <InsDecision patient={patient} />
    </Stack>
  )
}

function verificationWords(view: InsiRecordView | undefined): string {
  if (view === undefined) return ''
  if (view.verificationDue === 'received')
    return 'Cette INS vient d’un autre logiciel et n’a pas encore été vérifiée ici : la vérifier.'
  const at = view.verifiedAt === undefined ? '' : formatInstant(view.verifiedAt)
  return view.verificationDue === 'old'
    ? `Dernière vérification le ${at} : elle est à refaire.`
    : `Dernière vérification le ${at}.`
}

function ServiceState({ view }: { view: InsiRecordView }): ReactNode {
  const { state, message } = view.service
  if (state === 'available') return null
  return <StatusSentence tone="wait" word="INSi indisponible" sentence={message} />
}

function Verdict({ answer }: { answer: InsiVerifyResponse }): ReactNode {
  return (
    <Stack gap="xs" role="status">
      <StatusSentence {...CALL_OUTCOMES[answer.outcome]} sentence={answer.message} />
      {answer.otherIns === undefined ? null : (
        <Text size="sm">
          Matricule attribué par INSi : <strong>{formatMatricule(answer.otherIns.matricule)}</strong> (
          {answer.otherIns.nature})
        </Text>
      )}
      <InsiDifferences differences={answer.differences} />
    </Stack>
  )
}
