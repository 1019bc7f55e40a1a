import type { IdentitySourceView, PatientDetail } from '@anamnese/contracts'
import { Table, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useCan } from '../../app/session'
import { formatCivil, formatInstant } from '../../format/dates'
import { formatSex, patientName } from '../../format/identity'
import { Nothing } from '../../ui/page'
import { Status } from '../../ui/status'
import { SourceAct } from './source-act'
import { SOURCE_MODES } from './source-words'

/** What the identity rests on, the most recent first: who said it, on which document, and what became of it. */
export function SourcesPanel({ patient }: { patient: PatientDetail }): ReactNode {
  const can = useCan()
  if (patient.sources.length === 0) return <Nothing>Aucune source enregistrée.</Nothing>
  const editable = can('identity.write') && patient.mergedInto === undefined
  return (
    <Table aria-label="Sources de l’identité">
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Origine</Table.Th>
          <Table.Th scope="col">Traits</Table.Th>
          <Table.Th scope="col">Pièce contrôlée</Table.Th>
          <Table.Th scope="col">Par</Table.Th>
          <Table.Th scope="col">Le</Table.Th>
          <Table.Th scope="col">État</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {[...patient.sources].reverse().map((source) => (
          <Table.Tr key={source.id}>
            <Table.Td>{SOURCE_MODES[source.mode]}</Table.Td>
            <Table.Td>
              {patientName(source.traits)}, {formatCivil(source.traits.birthDate)}, {formatSex(source.traits.sex)}
            </Table.Td>
            <Table.Td>{source.proof?.label ?? '—'}</Table.Td>
            <Table.Td>{source.author}</Table.Td>
            <Table.Td>{formatInstant(source.at)}</Table.Td>
            <Table.Td>
              <State source={source} />
              {editable ? <SourceAct patient={patient} source={source} /> : null}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function State({ source }: { source: IdentitySourceView }): ReactNode {
  return (
    <>
      <Status tone={source.active ? 'ok' : 'off'} word={source.active ? 'Active' : 'Retirée'} />
      {source.active || source.endReason === undefined ? null : (
        <Text size="xs">
          {source.endReason} {source.endedAt === undefined ? '' : `(${formatInstant(source.endedAt)})`}
        </Text>
      )}
    </>
  )
}
