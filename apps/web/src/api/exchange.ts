import type { DmpStateView, LinkView, OrderView, Page } from '@anamnese/contracts'
import { call, type Query } from './client'

export type OrderChannel = OrderView['channel']
type OrderService = 'dmp' | 'mssante'

const PAGE = 100

/** The service that keeps the orders of a channel. */
export function serviceOf(channel: OrderChannel): OrderService {
  return channel === 'DMP' ? 'dmp' : 'mssante'
}

/**
 * Sendings to the DMP and by MSSanté as one list, the latest change first. Each service pages its own orders: the first
 * `count` of each are fetched, then merged, so that the order of the whole is right.
 */
export async function fetchOrders(
  services: readonly OrderService[],
  query: Query,
  count: number,
  signal: AbortSignal,
): Promise<{ items: OrderView[]; total: number }> {
  const pages = await Promise.all(services.map((service) => firstOrders(service, query, count, signal)))
  const items = pages.flatMap((page) => page.items).sort((a, b) => Date.parse(b.changedAt) - Date.parse(a.changedAt))
  return { items, total: pages.reduce((sum, page) => sum + page.total, 0) }
}

async function firstOrders(
  service: OrderService,
  query: Query,
  count: number,
  signal: AbortSignal,
): Promise<{ items: OrderView[]; total: number }> {
  const items: OrderView[] = []
  const size = Math.min(count, PAGE)
  for (let page = 1; ; page += 1) {
    const answer = await call<Page<OrderView>>('GET', `/api/${service}/orders`, {
      query: { ...query, page, size, sort: '-changedAt' },
      signal,
    })
    items.push(...answer.items)
    if (items.length >= count || answer.items.length === 0 || items.length >= answer.total)
      return { items, total: answer.total }
  }
}

export function resendOrder(order: Pick<OrderView, 'id' | 'channel'>): Promise<OrderView> {
  return call('POST', `/api/${serviceOf(order.channel)}/orders/${order.id}/resend`)
}

export function fetchDmpState(patientId: string, signal: AbortSignal): Promise<DmpStateView> {
  return call('GET', `/api/patients/${patientId}/dmp-state`, { signal })
}

export function fetchLink(service: OrderService, signal: AbortSignal): Promise<LinkView> {
  return call('GET', `/api/${service}/link`, { signal })
}
