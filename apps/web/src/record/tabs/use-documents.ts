import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Query } from '../../api/client'
import { fetchDocuments } from '../../api/documents'
import { keys } from '../../api/keys'
import type { ListResult } from '../../ui/table/data-table'
import { useRecordOrders } from '../use-record-orders'
import type { DocumentRow } from './document-columns'

/** The documents of a record, each with its sendings. The list does not wait for the sendings. */
export function useDocuments(patientId: string, query: Query): ListResult<DocumentRow> {
  const documents = useQuery({
    queryKey: [...keys.documents(patientId), query],
    queryFn: ({ signal }) => fetchDocuments(patientId, query, signal),
    placeholderData: keepPreviousData,
  })
  const orders = useRecordOrders(patientId)
  const data = useMemo(() => {
    if (documents.data === undefined) return undefined
    const items = documents.data.items.map((document) => ({
      ...document,
      sendings: orders.data?.items.filter((order) => order.documentId === document.id),
    }))
    return { items, total: documents.data.total }
  }, [documents.data, orders.data])
  return { data, error: documents.error, isFetching: documents.isFetching, refetch: documents.refetch }
}
