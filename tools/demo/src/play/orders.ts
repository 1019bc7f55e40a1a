import type { OrderView, Page } from '@anamnese/contracts'
import { eventually } from '../client/eventually'
import { known, type PlayContext } from './context'

const FINAL = new Set(['accepted', 'refused', 'not-sent'])

/** Waits until the orders of the document reached their end on one channel. */
export async function finishedOrders(context: PlayContext, service: 'dmp' | 'mssante'): Promise<OrderView[]> {
  const physician = known(context.physician, 'session')
  const documentId = known(context.document, 'document').id
  const orders = await eventually(`la fin de l'envoi (${service})`, async () => {
    const page = await physician.get<Page<OrderView>>(`/api/${service}/orders?documentId=${documentId}`)
    const waiting = page.items.filter(({ state }) => !FINAL.has(state))
    if (waiting.length > 0) throw new Error(waiting.map(({ sentence }) => sentence).join(' ; '))
    return page.items.length > 0 ? page.items : undefined
  })
  const failed = orders.find(({ state }) => state !== 'accepted')
  if (failed) throw new Error(failed.sentence)
  return orders
}
