import type { Hl7Finding, Hl7Message } from '@anamnese/interop-hl7v2'
import { YES_NO_SYSTEM } from './codes'
import { Findings, place } from './rules/context'
import { ZAM, ZAM_SYSTEM, type ZamKind } from './zam-codes'

/** Judges a ZAM by the volet 2.1: header, status, mailbox, error when the status is N. */
export function validateZam(message: Hl7Message): Hl7Finding[] {
  const found = new Findings('2.1', 'accusés métier')
  const { code, event } = message.type
  const kind = (Object.keys(ZAM) as ZamKind[]).find((one) => ZAM[one].event === event)
  if (code !== 'ZAM') return found.error('MSH-9', '200', 'Un accusé métier est un message ZAM.').list
  if (!kind) return found.error('MSH-9.2', '201', `L'événement ${event} n'est pas Z01, Z02 ou Z03.`).list
  for (const field of [3, 4, 5, 6, 7, 10]) found.require(message, `MSH-${field}`, 'Un champ requis')
  if (message.get('MSH-12') !== '2.6') found.error('MSH-12', '203', 'La version HL7 attendue est 2.6.')
  if (message.get('MSH-21.2') !== 'CISIS_CDA_HL7_V2') found.error('MSH-21', '103', 'MSH-21 nomme CISIS_CDA_HL7_V2.')

  const { code: statusCode, party, errors } = ZAM[kind]
  const [status, mailbox] = message.all('OBX')
  if (status?.get(3) !== statusCode) return found.error('OBX-3', '103', `Le premier OBX est ${statusCode}.`).list
  if (status.get(2) !== 'CWE') found.error('OBX-2', '103', 'Le statut est de type CWE.')
  if (status.get(3, 3) !== ZAM_SYSTEM) found.warn('OBX-3.3', '103', `Le système est ${ZAM_SYSTEM}.`)
  if (status.get(4) === undefined) found.error('OBX-4', '101', "L'identifiant du message d'origine est absent.")
  if (!['Y', 'N'].includes(status.get(5) ?? '')) found.error('OBX-5', '103', 'Le statut est Y ou N.')
  if (status.get(5, 3) !== YES_NO_SYSTEM) found.warn('OBX-5.3', '103', `La valeur vient de ${YES_NO_SYSTEM}.`)
  if (status.get(11) !== 'F') found.error('OBX-11', '103', 'OBX-11 vaut F.')
  if (party) {
    if (mailbox?.get(3) !== party[0]) found.error('OBX(2)', '100', `Le deuxième OBX est ${party[0]}.`)
    else if (mailbox.get(5, 4) === undefined)
      found.error(`${place(mailbox)}-5.4`, '101', "L'adresse MSSanté est absente.")
  }
  const err = message.first('ERR')
  if (status.get(5) === 'N' && !err) found.error('ERR', '100', 'Un accusé négatif porte un segment ERR.')
  if (err) {
    if (err.get(3) !== '207') found.error('ERR-3', '103', 'ERR-3 vaut 207.')
    if (err.get(5) === undefined) found.error('ERR-5', '101', "Le code de l'erreur est absent.")
    else if (err.get(5, 3) !== errors) found.warn('ERR-5.3', '103', `Le système du code d'erreur est ${errors}.`)
  }
  return found.list
}
