import type { ReactNode } from 'react'
import { useParams } from 'react-router'
import { paths } from '../app/paths'
import { Page } from '../ui/page'
import { TabLinks } from '../ui/tab-links'
import { AuditExports } from './audit-exports'
import { AuditPartners } from './audit-partners'
import { AuditTable } from './audit-table'

const PARTS = [
  { key: '', label: 'Journal', content: AuditTable },
  { key: 'partenaires', label: 'Partenaires', content: AuditPartners },
  { key: 'extractions', label: 'Extractions', content: AuditExports },
] as const

/** The audit trail of the establishment: the traces, the partners of exchanges, the extractions. */
export function AuditPage(): ReactNode {
  const { part: asked = '' } = useParams()
  const part = PARTS.find(({ key }) => key === asked) ?? PARTS[0]
  const Content = part.content
  return (
    <Page title="Traces">
      <TabLinks
        label="Parties des traces"
        links={PARTS.map(({ key, label }) => ({
          to: key === '' ? paths.audit : `${paths.audit}/${key}`,
          label,
          end: true,
        }))}
      />
      <Content key={part.key} />
    </Page>
  )
}
