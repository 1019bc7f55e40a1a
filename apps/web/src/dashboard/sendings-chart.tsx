import '@mantine/charts/styles.layer.css'
import { BarChart } from '@mantine/charts'
import type { SendingIndicators } from '@anamnese/contracts'
import { Table } from '@mantine/core'
import type { ReactNode } from 'react'
import { formatCivil } from '../format/dates'
import { Nothing, Panel } from '../ui/page'

const SERIES = [
  { name: 'success', label: 'Succès', color: 'teal.7' },
  { name: 'failure', label: 'Échecs', color: 'red.7' },
]

/** Attempts per day; the same figures as a table for who does not see the chart. */
export function SendingsChart({ days }: { days: SendingIndicators['days'] }): ReactNode {
  if (days.length === 0) return <Nothing>Rien à dessiner sur cette période.</Nothing>
  const data = days.map((day) => ({ ...day, label: formatCivil(day.day).slice(0, 5) }))
  return (
    <Panel title="Tentatives par jour">
      <div aria-hidden="true">
        <BarChart
          h={180}
          data={data}
          dataKey="label"
          type="stacked"
          series={SERIES}
          withLegend
          tickLine="y"
          barChartProps={{ accessibilityLayer: false }}
          yAxisProps={{ allowDecimals: false }}
        />
      </div>
      <details>
        <summary>Voir les chiffres par jour</summary>
        <Table aria-label="Tentatives par jour">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Jour</Table.Th>
              <Table.Th scope="col" ta="right">
                Succès
              </Table.Th>
              <Table.Th scope="col" ta="right">
                Échecs
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {days.map((day) => (
              <Table.Tr key={day.day}>
                <Table.Td>{formatCivil(day.day)}</Table.Td>
                <Table.Td ta="right">{day.success}</Table.Td>
                <Table.Td ta="right">{day.failure}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </details>
    </Panel>
  )
}
