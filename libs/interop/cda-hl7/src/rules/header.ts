import { PROFILES } from '../codes'
import { Findings, type Rule } from './context'

const EVENTS = new Set(['T02', 'T10', 'T04'])
const CHARSETS = new Set(['UNICODE UTF-8', '8859/15'])
const PROFILE_VERSIONS = { '2.1': '2.1', '1.1': '1.1' } as const

/** MSH and EVN. */
export const headerRule: Rule = ({ message, volet, kind }) => {
  const found = new Findings(volet, 'segment MSH')
  const { event, structure } = message.type
  const required: [string, string][] = [
    ['MSH-3', "L'application émettrice"],
    ['MSH-4', "L'organisation émettrice"],
    ['MSH-5', "L'application réceptrice"],
    ['MSH-6', "L'organisation réceptrice"],
    ['MSH-7', 'La date du message'],
    ['MSH-10', "L'identifiant du message"],
  ]
  for (const [path, what] of required) found.require(message, path, what)

  if (kind === 'ORU' && volet === '1.1') {
    found.error('MSH-9', '200', 'Ce volet ne connaît que le message MDM.')
  } else if (kind === 'MDM' && !EVENTS.has(event)) {
    found.error('MSH-9.2', '201', `L'événement MDM^${event} n'est pas T02, T10 ou T04.`)
  } else if (kind === 'ORU' && event !== 'R01') {
    found.error('MSH-9.2', '201', `L'événement ORU^${event} n'est pas R01.`)
  }
  const expected = kind === 'MDM' ? 'MDM_T02' : 'ORU_R01'
  if (structure !== expected) found.warn('MSH-9.3', '103', `La structure attendue est ${expected}.`)

  const processing = message.get('MSH-11')
  if (processing === undefined || !['P', 'T', 'D'].includes(processing)) {
    found.error('MSH-11', '202', 'Le mode de traitement doit être P, T ou D.')
  }
  const version = kind === 'MDM' ? '2.6' : '2.5'
  if (message.get('MSH-12') !== version) found.error('MSH-12', '203', `La version HL7 attendue est ${version}.`)
  if (message.get('MSH-17') !== 'FRA') found.error('MSH-17', '103', 'Le pays doit être FRA.')
  if (!CHARSETS.has(message.get('MSH-18') ?? '')) {
    found.error('MSH-18', '103', 'Le jeu de caractères doit être UNICODE UTF-8 ou 8859/15.')
  }
  if (message.get('MSH-21') !== PROFILE_VERSIONS[volet]) {
    found.warn('MSH-21.1', '203', `La version ${PROFILE_VERSIONS[volet]} de ${PROFILES[volet]} est attendue.`)
  }
  if (kind === 'MDM') found.require(message, 'EVN-2', "La date de l'événement")
  return found.list
}
