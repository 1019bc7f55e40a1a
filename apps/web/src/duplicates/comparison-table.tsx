import type { TraitComparison } from '@anamnese/contracts'
import { Table, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Status } from '../ui/status'
import { DIFFERENCES } from './words'

/** Two records trait by trait; what differs is said in a word and written in bold. */
export function ComparisonTable({
  titles,
  traits,
}: {
  titles: readonly [string, string]
  traits: readonly TraitComparison[]
}): ReactNode {
  return (
    <Table withTableBorder aria-label="Comparaison des deux dossiers">
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Trait</Table.Th>
          <Table.Th scope="col">{titles[0]}</Table.Th>
          <Table.Th scope="col">{titles[1]}</Table.Th>
          <Table.Th scope="col">Écart</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {traits.map(({ field, label, values, difference }) => (
          <Table.Tr key={field}>
            <Table.Th scope="row">{label}</Table.Th>
            {values.map((value, index) => (
              <Table.Td key={index} fw={difference === 'same' ? 400 : 700}>
                {value === '' ? (
                  <Text span c="dimmed">
                    (vide)
                  </Text>
                ) : (
                  value
                )}
              </Table.Td>
            ))}
            <Table.Td>{difference === 'same' ? '' : <Status {...DIFFERENCES[difference]} />}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
