import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Navigate, Route, Routes } from 'react-router'
import { paths } from '../app/paths'
import { useCan } from '../app/session'
import { Page } from '../ui/page'
import { TabLinks } from '../ui/tab-links'
import classes from './administration.module.css'
import { AccountsPage } from './accounts-page'
import { AuditPage } from './audit-page'
import { ConnectionsPage } from './connections-page'
import { ExportsPage } from './exports-page'
import { RetentionPage } from './retention-page'

const PARTS = [
  { path: 'comptes', to: paths.accounts, label: 'Comptes', permissions: ['directory.manage', 'admin'] },
  { path: 'connexions', to: paths.connections, label: 'Connexions', permissions: ['admin', 'exchange.manage'] },
  { path: 'exports', to: paths.exports, label: 'Exports', permissions: ['admin'] },
  { path: 'conservation', to: paths.retention, label: 'Conservation', permissions: ['admin'] },
  { path: 'traces', to: paths.audit, label: 'Traces', permissions: ['audit.read'] },
] as const

/** Accounts, connections, audit trail: each for who may see it. */
export default function AdministrationPage(): ReactNode {
  const can = useCan()
  const shown = PARTS.filter((part) => can(...part.permissions))
  const first = shown[0]
  if (first === undefined) {
    return (
      <Page title="Administration">
        <Text>Votre compte n’ouvre aucune partie de l’administration.</Text>
      </Page>
    )
  }
  return (
    <>
      <div className={classes['parts']}>
        <TabLinks label="Parties de l’administration" links={shown} />
      </div>
      <Routes>
        <Route path="comptes" element={<AccountsPage />} />
        <Route path="connexions" element={<ConnectionsPage />} />
        <Route path="exports" element={<ExportsPage />} />
        <Route path="conservation" element={<RetentionPage />} />
        <Route path="traces/:part?" element={<AuditPage />} />
        <Route path="*" element={<Navigate to={first.to} replace />} />
      </Routes>
    </>
  )
}
