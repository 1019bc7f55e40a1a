import type { SendingIndicators } from '@anamnese/contracts'
import { Table } from '@mantine/core'
import type { ReactNode } from 'react'
import { CHANNELS } from '../format/sending'
import { Panel } from '../ui/page'

/** What a rule kept from leaving: no attempt, so not counted above, but someone should know why. */
export function NotSent({ rows }: { rows: SendingIndicators['notSent'] }): ReactNode {
  if (rows.length === 0) return null
  return (
    <Panel title="Documents retenus par une règle">
      <Table aria-label="Documents retenus par une règle">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Canal</Table.Th>
            <Table.Th scope="col">Motif</Table.Th>
            <Table.Th scope="col" ta="right">
              Documents
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={`${row.channel} ${row.reason}`}>
              <Table.Td>{CHANNELS[row.channel]}</Table.Td>
              <Table.Td>{row.reason}</Table.Td>
              <Table.Td ta="right">{row.count}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  )
}
