import type { SendingRow } from '@anamnese/contracts'
import { Button } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { address } from '../api/client'
import { fetchIndicators } from '../api/directory'
import { keys } from '../api/keys'
import { formatCivil, formatDay } from '../format/dates'
import { CHANNELS } from '../format/sending'
import { ErrorPanel } from '../ui/error-panel'
import { ChoiceFilter, DayFilter, Filters } from '../ui/filters'
import { IconDownload } from '../ui/icons'
import { useListAddress } from '../ui/list-address'
import { Page, Waiting } from '../ui/page'
import type { Column } from '../ui/table/column'
import { DataTable } from '../ui/table/data-table'
import classes from './indicators.module.css'
import { SendingsChart } from './sendings-chart'
import { NotSent } from './not-sent'
import { PERIODS, periodQuery, successRate } from './indicators'
import { Totals } from './totals'

const FILTERS = ['period', 'from', 'to', 'finess', 'channel', 'type', 'result', 'ins'] as const
const DEFAULTS = { period: 'month', ins: 'qualified' }

const COLUMNS: readonly Column<SendingRow>[] = [
  { key: 'finess', title: 'FINESS géographique', render: (row) => row.finess },
  { key: 'channel', title: 'Canal', render: (row) => CHANNELS[row.channel] },
  { key: 'type', title: 'Type de document', render: (row) => row.type.display ?? row.type.code },
  { key: 'success', title: 'Succès', align: 'right', render: (row) => row.success },
  { key: 'failure', title: 'Échecs', align: 'right', render: (row) => row.failure },
  { key: 'total', title: 'Tentatives', align: 'right', render: (row) => row.success + row.failure },
  { key: 'rate', title: 'Taux de succès', align: 'right', render: (row) => successRate(row.success, row.failure) },
]

/** Attempts of sending with a qualified INS, by establishment, channel, type and result (TBB/va1.01). */
export default function IndicatorsPage(): ReactNode {
  const list = useListAddress(FILTERS, DEFAULTS)
  const query = periodQuery(list.filters)
  const result = useQuery({
    queryKey: [...keys.indicators, query],
    queryFn: ({ signal }) => fetchIndicators(query, signal),
    placeholderData: keepPreviousData,
  })
  const { data } = result
  const rows = useMemo(() => (data === undefined ? undefined : { items: data.rows, total: data.rows.length }), [data])
  return (
    <Page
      title="Indicateurs d’envoi"
      subtitle={data === undefined ? undefined : `du ${day(data.from)} au ${day(data.to)}`}
      actions={
        <Button
          component="a"
          variant="default"
          href={address('/api/indicators/sendings.csv', query)}
          download
          leftSection={<IconDownload size={14} aria-hidden />}
        >
          Extraire (CSV)
        </Button>
      }
    >
      <Filters>
        <ChoiceFilter list={list} name="period" label="Période" all="Dates choisies" choices={PERIODS} />
        {list.filters['period'] === undefined ? (
          <>
            <DayFilter list={list} name="from" label="Du" />
            <DayFilter list={list} name="to" label="Au" />
          </>
        ) : null}
        <ChoiceFilter list={list} name="channel" label="Canal" all="Tous" choices={choicesOf(CHANNELS)} />
        <ChoiceFilter list={list} name="result" label="Résultat" all="Tous" choices={RESULTS} />
        <ChoiceFilter list={list} name="type" label="Type" all="Tous" choices={typesOf(data?.rows)} />
        <ChoiceFilter list={list} name="ins" label="INS" all="Avec ou sans INS" choices={INS} />
        <ChoiceFilter list={list} name="finess" label="FINESS" all="Tous" choices={finessOf(data?.rows)} />
      </Filters>
      {result.error && data === undefined ? (
        <ErrorPanel error={result.error} onRetry={() => void result.refetch()} />
      ) : data === undefined ? (
        <Waiting />
      ) : (
        <div className={classes['grid']}>
          <Totals totals={data.totals} />
          <SendingsChart days={data.days} />
          <DataTable<SendingRow>
            label="Envois par établissement, canal et type"
            columns={COLUMNS}
            result={{ data: rows, error: result.error, isFetching: result.isFetching, refetch: result.refetch }}
            rowKey={(row) => `${row.finess} ${row.channel} ${row.type.code}`}
            rowName={(row) => `${CHANNELS[row.channel]} ${row.type.display ?? row.type.code}`}
            noun="ligne"
            empty="Aucun envoi sur cette période : chaque tentative d’envoi d’un document validé y est comptée."
          />
          <NotSent rows={data.notSent} />
        </div>
      )}
    </Page>
  )
}

const INS = [{ value: 'qualified', label: 'INS qualifiée' }]

const RESULTS = [
  { value: 'success', label: 'Succès' },
  { value: 'failure', label: 'Échecs' },
]

function choicesOf(words: Readonly<Record<string, string>>): { value: string; label: string }[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }))
}

function typesOf(rows: readonly SendingRow[] = []): { value: string; label: string }[] {
  return choicesOf(Object.fromEntries(rows.map(({ type }) => [type.code, type.display ?? type.code])))
}

function finessOf(rows: readonly SendingRow[] = []): { value: string; label: string }[] {
  return choicesOf(Object.fromEntries(rows.map(({ finess }) => [finess, finess])))
}

function day(value: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatCivil(value) : formatDay(value)
}
