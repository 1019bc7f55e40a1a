import { OPERATIONS } from '../codes'
import { operationOf } from '../read-message'
import { Findings, place, type Rule } from './context'

const SYSTEMS = new Set(['LN', 'TRE_A05'])

/** ORC-1, OBX-11 and the event say the same operation; OBR-4 and OBX-3 the same document type. */
export const orderRule: Rule = ({ message, volet, kind, documents }) => {
  const found = new Findings(volet, 'demande de traitement')
  const order = message.get('ORC-1')
  const expected = OPERATIONS[operationOf(message)]
  if (order === undefined) found.error('ORC-1', '101', 'La demande (ORC-1) est absente.')
  else if (expected.order !== order) found.error('ORC-1', '103', `ORC-1 doit être NW, RO ou CA, et non ${order}.`)
  if (kind === 'MDM' && order !== undefined && message.type.event !== expected.event) {
    found.error('ORC-1', '207', `ORC-1 = ${order} ne va pas avec l'événement ${message.type.event}.`)
  }
  for (const { obx } of documents) {
    const status = obx.get(11)
    if (status !== expected.status) {
      const said = status ?? 'vide'
      found.error(`${place(obx)}-11`, '207', `OBX-11 = ${said} ne va pas avec la demande ${order ?? 'absente'}.`)
    }
  }
  found.require(message, 'OBR-4', 'Le type du document')
  const systems = message.all('OBR').map((obr) => obr.get(4, 3) ?? '')
  if (systems.some((system) => !SYSTEMS.has(system))) {
    found.error('OBR-4.3', '103', 'Le type du document vient de LN ou de TRE_A05.')
  }
  if (message.get('OBR-4') !== undefined && message.get('OBR-4.2') === undefined) {
    found.warn('OBR-4.2', '101', 'Le libellé du type de document est absent.')
  }
  const types = new Set(message.all('OBR').map((obr) => obr.get(4)))
  for (const { obx } of documents) {
    if (!types.has(obx.get(3))) found.error(`${place(obx)}-3`, '207', 'Le type du document diffère de celui de OBR-4.')
  }
  return found.list
}
