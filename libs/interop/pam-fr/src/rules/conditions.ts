import { type Hl7Finding, type Hl7Message, instantOf } from '@anamnese/interop-hl7v2'
import { finding } from '../finding'
import type { PamEvent } from '../profile/events'

/** Planned movements: they say when (PAM-FR 2.11 §6.4). */
const PENDING: ReadonlySet<string> = new Set(['A14', 'A15', 'A16'])
const WITH_DESTINATION: ReadonlySet<string> = new Set(['A03', 'A16', 'A21', 'Z99'])
const WITH_LAST_VISIT: ReadonlySet<string> = new Set(['A03', 'Z99'])

/** Fields that depend on the event or on other fields (PAM-FR 2.11 §6.4 to §6.19). All are warnings: the message is understood. */
export function checkConditions(message: Hl7Message, event: PamEvent): Hl7Finding[] {
  return [
    ...planned(message, event),
    ...birth(message),
    ...people(message, event),
    ...exit(message, event),
    ...care(message),
  ]
}

function planned(message: Hl7Message, { event, label }: PamEvent): Hl7Finding[] {
  if (!PENDING.has(event) || message.get('EVN-3') !== undefined) return []
  return [warning('EVN-3', '101', `Date prévue absente (EVN-3) d’un message ${event} (${label}).`, '§6.4')]
}

function birth(message: Hl7Message): Hl7Finding[] {
  return message.all('PID').flatMap((pid) => {
    const at = pid.index > 1 ? `PID(${pid.index})` : 'PID'
    const findings: Hl7Finding[] = []
    if (pid.get(24) === 'Y' && !pid.has(25)) {
      findings.push(warning(`${at}-25`, '101', 'Rang de naissance absent d’une naissance multiple (PID-25).', '§6.6'))
    }
    const born = instantOf(pid.get(7) ?? '')
    if (born && born.getTime() > Date.now() + 86_400_000) {
      findings.push(warning(`${at}-7`, '102', 'Date de naissance dans le futur.', '§6.6.4'))
    }
    return findings
  })
}

function people(message: Hl7Message, { transaction, event }: PamEvent): Hl7Finding[] {
  const findings: Hl7Finding[] = []
  for (const nk1 of message.all('NK1')) {
    const at = nk1.index > 1 ? `NK1(${nk1.index})` : 'NK1'
    if (nk1.get(7) === 'K' && transaction === 'ITI-30') {
      const text =
        'La personne de confiance (NK1-7 = K) est celle d’un séjour : elle ne va pas dans un message d’identité.'
      findings.push(warning(`${at}-7`, '103', text, '§6.9'))
    }
    if (nk1.get(3) === 'OTH' && nk1.get(3, 2) === undefined && nk1.get(3, 5) === undefined) {
      findings.push(warning(`${at}-3`, '101', 'Lien « autre » (NK1-3 = OTH) sans son libellé.', '§6.9'))
    }
  }
  if ((event === 'A01' || event === 'A04') && message.get('PV1-5') !== undefined && !message.first('PID')?.has(18)) {
    findings.push(warning('PV1-5', '102', 'Numéro de pré-admission sans numéro de dossier (PID-18).', '§6.10'))
  }
  return findings
}

function exit(message: Hl7Message, { event }: PamEvent): Hl7Finding[] {
  const misplaced = (field: number, events: ReadonlySet<string>): Hl7Finding[] => {
    if (message.get(`PV1-${field}`) === undefined || events.has(event)) return []
    const text = `PV1-${field} ne s’emploie que dans ${[...events].join(', ')}.`
    return [warning(`PV1-${field}`, '102', text, '§6.10')]
  }
  const [from, to] = [message.get('PV1-44'), message.get('PV1-45')].map((value) => instantOf(value ?? ''))
  return [
    ...misplaced(37, WITH_DESTINATION),
    ...misplaced(41, WITH_LAST_VISIT),
    ...(from && to && to < from
      ? [warning('PV1-45', '102', 'Date de sortie antérieure à celle d’entrée.', '§6.10')]
      : []),
  ]
}

/** A new mode of psychiatric care does not begin before the end of the former one (PAM-FR 2.11 §6.19). */
function care(message: Hl7Message): Hl7Finding[] {
  const modes = message.all('ZFS').filter((zfs) => zfs.get(5) !== 'CANCEL')
  return modes.flatMap((zfs, index) => {
    const former = modes[index - 1]
    if (!former) return []
    const at = zfs.index > 1 ? `ZFS(${zfs.index})-3` : 'ZFS-3'
    const [end, start] = [instantOf(former.get(4) ?? ''), instantOf(zfs.get(3) ?? '')]
    if (!end) return [warning(at, '102', 'Nouveau mode de soins alors que le précédent n’a pas de fin.', '§6.19')]
    return start && start < end
      ? [warning(at, '102', 'Mode de soins commencé avant la fin du précédent.', '§6.19')]
      : []
  })
}

function warning(location: string, code: Hl7Finding['code'], message: string, clause: string): Hl7Finding {
  return finding('W', location, code, message, clause)
}
