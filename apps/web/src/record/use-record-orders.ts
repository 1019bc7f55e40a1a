import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { OrderView } from '@anamnese/contracts'
import { fetchOrders } from '../api/exchange'
import { keys } from '../api/keys'

const AT_MOST = 500

/** All that was sent, or was to be sent, from this record. */
export function useRecordOrders(patientId: string): UseQueryResult<{ items: OrderView[]; total: number }> {
  return useQuery({
    queryKey: [...keys.orders, { patientId }],
    queryFn: ({ signal }) => fetchOrders(['dmp', 'mssante'], { patientId }, AT_MOST, signal),
  })
}
