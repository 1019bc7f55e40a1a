import type { PatientDetail } from '@anamnese/contracts'
import { VisuallyHidden } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { Outlet, useLocation } from 'react-router'
import { paths, type RecordTab } from '../app/paths'
import { patientName } from '../format/identity'
import { NewLetterButton } from '../letter/new-letter-button'
import { TabLinks } from '../ui/tab-links'
import classes from './record.module.css'

const TABS: readonly { tab: RecordTab; label: string }[] = [
  { tab: 'synthese', label: 'Synthèse' },
  { tab: 'sejours', label: 'Séjours' },
  { tab: 'documents', label: 'Documents' },
  { tab: 'messages', label: 'Messages' },
  { tab: 'identite', label: 'Identité' },
  { tab: 'acces', label: 'Accès' },
]

/** The tabs of a record, each with its own address, and the act done most often there. */
export function RecordTabs({ patient }: { patient: PatientDetail }): ReactNode {
  const { pathname } = useLocation()
  const shown = TABS.find(({ tab }) => pathname === paths.recordTab(patient.id, tab))
  const name = patientName(patient.traits)
  useDocumentTitle(`${name} · Anamnèse`)
  return (
    <>
      <div className={classes['tabs']}>
        <TabLinks
          label="Parties du dossier"
          links={TABS.map(({ tab, label }) => ({
            to: paths.recordTab(patient.id, tab),
            label,
            end: tab === 'synthese',
          }))}
        />
        <NewLetterButton patientId={patient.id} />
      </div>
      <div className={classes['content']}>
        {shown === undefined ? null : (
          <VisuallyHidden component="h1">
            {shown.label} de {name}
          </VisuallyHidden>
        )}
        <Outlet />
      </div>
    </>
  )
}
