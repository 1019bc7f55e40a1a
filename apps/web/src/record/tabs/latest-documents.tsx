import { Anchor } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { paths } from '../../app/paths'
import { Panel } from '../../ui/page'
import { DataTable } from '../../ui/table/data-table'
import { DOCUMENT_COLUMNS, type DocumentRow } from './document-columns'
import { useDocuments } from './use-documents'

const QUERY = { page: 1, size: 5, sort: '-validatedAt' }

export function LatestDocuments({ patientId }: { patientId: string }): ReactNode {
  const result = useDocuments(patientId, QUERY)
  return (
    <Panel
      title="Derniers documents"
      actions={
        <Anchor component={Link} to={paths.recordTab(patientId, 'documents')}>
          Tous les documents
        </Anchor>
      }
    >
      <DataTable<DocumentRow>
        label="Derniers documents"
        columns={DOCUMENT_COLUMNS.filter((column) => column.key !== 'stay')}
        result={result}
        rowKey={(row) => row.id}
        rowName={(row) => row.title}
        rowTo={(row) => paths.document(patientId, row.id)}
        noun="document"
        empty="Aucun document : une lettre validée ici, un document reçu du DMP ou par MSSanté le remplirait."
      />
    </Panel>
  )
}
