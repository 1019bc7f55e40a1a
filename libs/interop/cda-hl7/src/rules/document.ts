import type { CdaHeader, CdaId } from '@anamnese/interop-cda'
import { Hl7Error, type Hl7Message, type Hl7Segment } from '@anamnese/interop-hl7v2'
import { lacksPadding } from '../base64'
import { INS_AUTHORITIES } from '../codes'
import { operationOf, readDocumentId } from '../read-message'
import { Findings, place, type Rule } from './context'

/** The OBX of the document, and what the CDA says against what the message says. */
export const documentRule: Rule = ({ message, volet, kind, documents }) => {
  const found = new Findings(volet, 'document CDA')
  if (documents.length === 0) found.error('OBX-5', '101', 'Aucun OBX ne porte de document CDA (ED, sous-type XML).')
  if (kind === 'MDM' && documents.length > 1) found.error('OBX', '207', 'Un MDM porte un document et un seul.')
  for (const { obx, header } of documents) {
    encapsulation(obx, kind, found)
    if (header) compare(message, header, kind, found)
    else found.error(`${place(obx)}-5.5`, '102', "Le contenu n'est pas un document CDA R2 lisible.")
  }
  return found.list
}

function encapsulation(obx: Hl7Segment, kind: 'MDM' | 'ORU', found: Findings): void {
  const at = place(obx)
  const type = kind === 'MDM' ? 'text' : 'TEXT'
  if (obx.get(5, 2)?.toLowerCase() !== 'text') found.error(`${at}-5.2`, '103', `OBX-5.2 vaut ${type}.`)
  else if (obx.get(5, 2) !== type) found.warn(`${at}-5.2`, '103', `OBX-5.2 s'écrit ${type}.`)
  if (obx.get(5, 4)?.toLowerCase() !== 'base64') found.error(`${at}-5.4`, '103', 'OBX-5.4 vaut Base64.')
  const data = textOf(obx)
  if (data === undefined) found.error(`${at}-5.5`, '101', 'Le document est absent.')
  else if (lacksPadding(data)) found.warn(`${at}-5.5`, '102', 'Le base64 n’a pas son remplissage « = ».')
}

function textOf(obx: Hl7Segment): string | undefined {
  try {
    return obx.get(5, 5)
  } catch (error) {
    if (error instanceof Hl7Error) return undefined
    throw error
  }
}

function compare(message: Hl7Message, header: CdaHeader, kind: 'MDM' | 'ORU', found: Findings): void {
  const type = message.get('OBR-4')
  if (kind === 'MDM' && header.code.code !== type) {
    found.error('OBR-4', '207', `Le type ${type ?? 'absent'} n'est pas celui du document (${header.code.code}).`)
  }
  const id = readDocumentId(message, 12)
  if (kind === 'MDM' && id && !same(id, header.id)) {
    found.error('TXA-12', '207', "L'identifiant n'est pas celui du document CDA.")
  }
  const parent = readDocumentId(message, 13)
  const replaced = header.relatedDocuments.find((related) => related.typeCode === 'RPLC')?.id
  if (operationOf(message) === 'replace' && parent && replaced && !same(parent, replaced)) {
    found.error('TXA-13', '207', "Le document remplacé n'est pas celui que nomme le document CDA.")
  }
  if (operationOf(message) === 'replace' && !replaced) {
    found.warn('TXA-13', '207', 'Le document CDA ne dit pas lequel il remplace (relatedDocument RPLC).')
  }
  compareIdentifiers(message, header, found)
}

/** An OID compares with an OID, or with `root.extension` as some senders write it. */
function same(left: CdaId, right: CdaId): boolean {
  if (left.root === right.root && left.extension === right.extension) return true
  const joined = (id: CdaId): string => (id.extension === undefined ? id.root : `${id.root}.${id.extension}`)
  return joined(left) === joined(right)
}

/** PID-3 names the identifiers of recordTarget: an INS that differs is another patient, a local one may have another authority. */
function compareIdentifiers(message: Hl7Message, header: CdaHeader, found: Findings): void {
  const identifiers = message.first('PID')?.repetitions(3) ?? []
  const ins = identifiers.find((id) => id.get(5) === 'INS' || INS_AUTHORITIES[id.get(4, 2) ?? ''] !== undefined)
  const { patient } = header
  if (patient.ins && !ins) found.error('PID-3', '207', "L'INS du document CDA n'est pas dans PID-3.")
  if (ins && !patient.ins) found.error('PID-3', '207', "L'INS de PID-3 n'est pas dans le document CDA.")
  if (ins && patient.ins && (ins.get(1) !== patient.ins.matricule || ins.get(4, 2) !== patient.ins.oid)) {
    found.error('PID-3', '207', "L'INS de PID-3 n'est pas celle du document CDA.")
  }
  const values = new Set(identifiers.map((id) => id.get(1)))
  if (patient.localIds.some((id) => id.extension !== undefined && !values.has(id.extension))) {
    found.warn('PID-3', '207', "Un identifiant local du document CDA n'est pas dans PID-3.")
  }
}
