import type { InsiSearchResponse } from '@anamnese/contracts'
import { formatMatricule } from '@anamnese/domain-ins'
import { List, Stack, Table, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Tone } from '../format/identity'
import { StatusSentence } from '../ui/status'

const OUTCOMES: Readonly<Record<InsiSearchResponse['outcome'], { word: string; tone: Tone }>> = {
  found: { word: 'Identité trouvée', tone: 'ok' },
  'not-found': { word: 'Aucune identité', tone: 'warn' },
  several: { word: 'Plusieurs identités', tone: 'warn' },
  unavailable: { word: 'INSi indisponible', tone: 'wait' },
}

/** What INSi answered, as it answered, and where its traits differ from ours. */
export function InsiResult({ result }: { result: InsiSearchResponse }): ReactNode {
  return (
    <Stack gap="xs" role="status">
      <StatusSentence {...OUTCOMES[result.outcome]} sentence={result.message} />
      {result.found === undefined ? null : (
        <Text>
          Matricule INS : <strong>{formatMatricule(result.found.ins.matricule)}</strong> ({result.found.ins.nature})
        </Text>
      )}
      {result.found === undefined || result.found.warnings.length === 0 ? null : (
        <List size="sm">
          {result.found.warnings.map((warning) => (
            <List.Item key={warning}>{warning}</List.Item>
          ))}
        </List>
      )}
      <InsiDifferences differences={result.differences} />
    </Stack>
  )
}

/** Where the national traits differ from ours, side by side. */
export function InsiDifferences({ differences }: Pick<InsiSearchResponse, 'differences'>): ReactNode {
  if (differences.length === 0) return null
  return (
    <Table withTableBorder aria-label="Différences entre le dossier et INSi">
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Trait</Table.Th>
          <Table.Th scope="col">Dossier</Table.Th>
          <Table.Th scope="col">INSi</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {differences.map((difference) => (
          <Table.Tr key={difference.field}>
            <Table.Th scope="row">{difference.label}</Table.Th>
            <Table.Td>{difference.local || '(vide)'}</Table.Td>
            <Table.Td fw={700}>{difference.national || '(vide)'}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
