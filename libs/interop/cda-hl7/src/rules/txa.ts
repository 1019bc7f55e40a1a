import { operationOf, readDocumentId } from '../read-message'
import { Findings, type Rule } from './context'

/** TXA, in an MDM. */
export const txaRule: Rule = ({ message, volet, kind }) => {
  const found = new Findings(volet, 'segment TXA')
  if (kind !== 'MDM' || !message.first('TXA')) return found.list
  if (message.get('TXA-1') !== '1') found.warn('TXA-1', '102', 'TXA-1 vaut 1.')
  found.require(message, 'TXA-2', 'Le type du document')
  const type = message.get('TXA-2')
  if (type !== undefined && type !== message.get('OBR-4')) {
    found.error('TXA-2', '207', 'Le type du document diffère de celui de OBR-4.')
  }
  if (message.get('TXA-3') !== 'TEXT') found.error('TXA-3', '103', 'TXA-3 vaut TEXT.')
  found.require(message, 'TXA-12', "L'identifiant du document")
  for (const field of [12, 13] as const) {
    const txa = message.first('TXA')
    if (txa?.get(field) !== undefined && txa.get(field, 2) !== undefined && txa.get(field, 3) === undefined) {
      found.warn(`TXA-${field}.2`, '102', `TXA-${field} ne porte que l'OID du document, sans autre composant.`)
    }
    const root = readDocumentId(message, field)?.root
    if (root !== undefined && !/^\d+(\.\d+)+$/.test(root)) {
      found.error(`TXA-${field}`, '102', "L'identifiant du document n'a pas un OID pour racine.")
    }
  }
  if (operationOf(message) === 'replace') found.require(message, 'TXA-13', "L'identifiant du document remplacé")
  if (message.get('TXA-17') !== 'AU') found.error('TXA-17', '103', 'TXA-17 vaut AU.')
  return found.list
}
