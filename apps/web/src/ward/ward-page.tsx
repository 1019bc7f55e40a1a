import type { WardPatient, WardSummary } from '@anamnese/contracts'
import { Badge } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { useParams } from 'react-router'
import { paths } from '../app/paths'
import { fetchWard, fetchWards } from '../api/care'
import { keys } from '../api/keys'
import { placeName, plural, unitName } from '../format/people'
import { ErrorPanel } from '../ui/error-panel'
import { Nothing, Page, Waiting } from '../ui/page'
import { DataTable } from '../ui/table/data-table'
import { TabLinks } from '../ui/tab-links'
import { byBed } from './by-bed'
import { WARD_COLUMNS } from './ward-columns'
import classes from './ward-page.module.css'

/** The start page of a clinician: the patients of a unit, by bed. Mine is shown first. */
export function WardPage(): ReactNode {
  const { unit } = useParams()
  const wards = useQuery({ queryKey: keys.wards, queryFn: ({ signal }) => fetchWards(signal) })
  const shown =
    wards.data?.find((ward) => ward.unit.code === unit) ?? (unit === undefined ? wards.data?.[0] : undefined)
  return (
    <Page title={shown === undefined ? 'Service' : unitName(shown.unit)} subtitle={subtitle(shown)}>
      {wards.error ? <ErrorPanel error={wards.error} onRetry={() => void wards.refetch()} /> : null}
      {wards.data === undefined ? (
        wards.error ? null : (
          <Waiting />
        )
      ) : (
        <>
          <Units wards={wards.data} shown={shown?.unit.code} />
          {shown === undefined ? (
            <Nothing>
              {unit === undefined
                ? 'Aucun patient hospitalisé : les unités apparaissent avec les admissions reçues de la gestion administrative.'
                : `Aucun patient hospitalisé dans l’unité ${unit}.`}
            </Nothing>
          ) : (
            <WardPatients unit={shown.unit.code} />
          )}
        </>
      )}
    </Page>
  )
}

function subtitle(ward: WardSummary | undefined): string | undefined {
  return ward === undefined ? undefined : plural(ward.present, 'patient présent', 'patients présents')
}

function Units({ wards, shown }: { wards: readonly WardSummary[]; shown: string | undefined }): ReactNode {
  if (wards.length < 2) return null
  return (
    <div className={classes['units']}>
      <TabLinks
        label="Unités"
        links={wards.map((ward) => ({
          to: paths.ward(ward.unit.code),
          current: ward.unit.code === shown,
          label: (
            <>
              {unitName(ward.unit)}
              <Badge color="gray" size="xs" ml={6} aria-label={plural(ward.present, 'patient')}>
                {ward.present}
              </Badge>
              {ward.mine ? <span className={classes['mine']}>mon unité</span> : null}
            </>
          ),
        }))}
      />
    </div>
  )
}

function WardPatients({ unit }: { unit: string }): ReactNode {
  const query = useQuery({ queryKey: [...keys.wards, unit], queryFn: ({ signal }) => fetchWard(unit, signal) })
  const data = useMemo(
    () => (query.data === undefined ? undefined : { items: [...query.data].sort(byBed), total: query.data.length }),
    [query.data],
  )
  return (
    <DataTable<WardPatient>
      label="Patients de l’unité, par lit"
      columns={WARD_COLUMNS}
      result={{ data, error: query.error, isFetching: query.isFetching, refetch: query.refetch }}
      rowKey={(row) => row.stayId}
      rowName={(row) => `${row.birthName} ${row.firstBirthGivenName}, ${placeName(row.room, row.bed)}`}
      rowTo={(row) => paths.record(row.patientId)}
      noun="patient"
      empty="Aucun patient dans cette unité : une admission ou une mutation l’y fera apparaître."
    />
  )
}
