import type { Hl7Segment } from '@anamnese/interop-hl7v2'
import { PARTICIPATIONS, PS_OID, STRUCTURE_OID, type Participation } from '../codes'
import { readParticipant, structureIdNat } from '../read-participants'
import type { CdaFlags, HlParticipant } from '../types'
import { Findings, place, type Rule } from './context'

const ADDRESS = /^[^\s@]{1,64}@[^\s@]+\.[^\s@]+$/
const STRUCTURE_TYPES = new Set(['FINEJ', 'FINEG', 'IDNST'])

/** PRT: who sends, who receives, where to answer. */
export function participantsRule(flags: CdaFlags): Rule {
  return ({ message, volet }) => {
    const found = new Findings(volet, 'segment PRT')
    const segments = message.all('PRT')
    for (const segment of segments) common(segment, found)
    const read = segments.flatMap((segment) => readParticipant(segment) ?? [])
    const of = (participation: Participation): HlParticipant[] =>
      read.filter((one) => one.participation === participation)
    const [senders, recipients] = [of('SB'), of('RCT')]
    if (volet === '1.1') {
      if (senders.length === 0) found.error('PRT', '100', "L'expéditeur (PRT SB) est absent.")
      for (const one of [...senders, ...recipients]) addressed(one, found)
      return found.list
    }
    if (senders.length > 1) found.error('PRT', '207', 'Un seul expéditeur (PRT SB) est attendu.')
    if (flags.destDmp) sender(senders[0], found)
    if (flags.destMssPs || flags.destMssPatient) {
      if (recipients.length === 0) found.error('PRT', '100', 'Un envoi par MSSanté exige un destinataire (PRT RCT).')
      for (const one of recipients) addressed(one, found)
    }
    if (flags.destMssPatient && recipients.length > 0 && !recipients.some(isPatient)) {
      found.error(
        'PRT',
        '207',
        "Un envoi au patient exige son adresse (PRT RCT d'identifiant INS ou du domaine patient).",
      )
    }
    return found.list
  }
}

function common(segment: Hl7Segment, found: Findings): void {
  const at = place(segment)
  if (segment.get(2) !== 'UC') found.error(`${at}-2`, '103', 'PRT-2 vaut UC.')
  const code = segment.get(4) ?? ''
  if (!(code in PARTICIPATIONS)) {
    found.error(`${at}-4`, '103', 'La participation est SB, RCT ou REPLY.')
    return
  }
  if (segment.get(4, 2) !== PARTICIPATIONS[code as Participation]) {
    found.warn(`${at}-4.2`, '101', `Le libellé de la participation est ${PARTICIPATIONS[code as Participation]}.`)
  }
  if (segment.get(4, 3) !== 'participation') found.warn(`${at}-4.3`, '103', 'PRT-4.3 vaut participation.')
  if (segment.has(15) && segment.get(15, 3) !== 'X.400') found.warn(`${at}-15.3`, '103', 'PRT-15.3 vaut X.400.')
  const authority = segment.get(5, 9, 2)
  if (segment.has(5) && segment.get(5, 13) === undefined) {
    found.error(`${at}-5.13`, '101', "Le type de l'identifiant de la personne est absent.")
  }
  if (segment.has(5) && segment.get(5, 13) !== 'INS' && authority !== PS_OID) {
    found.warn(`${at}-5.9`, '103', `L'autorité de l'identifiant du professionnel est ${PS_OID}.`)
  }
  if (segment.has(8) && segment.get(8, 10) !== undefined && segment.get(8, 7) === undefined) {
    found.error(`${at}-8.7`, '101', "Le type de l'identifiant de l'organisation est absent.")
  }
}

/** What the DMP needs of the sender: it makes the VIHF and the author of the submission set. */
function sender(one: HlParticipant | undefined, found: Findings): void {
  if (!one) {
    found.error('PRT', '100', "Une alimentation du DMP exige l'expéditeur (PRT SB).")
    return
  }
  if (!one.person && one.device === undefined) {
    found.error('PRT-5', '101', "L'expéditeur n'est ni une personne ni un dispositif.")
  }
  if (one.person && (one.person.id === undefined || one.person.family === undefined)) {
    found.error('PRT-5', '101', "L'identifiant ou le nom de l'expéditeur est absent.")
  }
  if (structureIdNat(one.organization) === undefined) {
    found.error('PRT-8', '101', "La structure de l'expéditeur n'a pas d'identifiant national (FINEG, FINEJ ou IDNST).")
  }
  if (one.organization?.idType !== undefined && !STRUCTURE_TYPES.has(one.organization.idType)) {
    found.error('PRT-8.7', '103', "Le type de l'identifiant de la structure est FINEJ, FINEG ou IDNST.")
  }
  if (one.organization && one.organization.authority !== STRUCTURE_OID) {
    found.warn('PRT-8.6', '103', `L'autorité de l'identifiant de la structure est ${STRUCTURE_OID}.`)
  }
}

function addressed(one: HlParticipant, found: Findings): void {
  if (one.address === undefined) found.error('PRT-15.4', '101', `L'adresse MSSanté manque (${one.participation}).`)
  else if (!ADDRESS.test(one.address)) found.error('PRT-15.4', '102', "L'adresse MSSanté est mal formée.")
}

const isPatient = (one: HlParticipant): boolean =>
  one.person?.idType === 'INS' || (one.address?.toLowerCase().includes('@patient.') ?? false)
