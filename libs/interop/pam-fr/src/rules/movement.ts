import type { Hl7Finding, Hl7Message, Hl7Segment } from '@anamnese/interop-hl7v2'
import { finding } from '../finding'
import type { PamEvent } from '../profile/events'
import { PAM_EVENTS } from '../profile/events'
import { isInTable } from '../profile/tables'

/** ZBE: what the movement is, and that it is coherent with the event (PAM-FR 2.11 §6.13). */
export function checkMovement(message: Hl7Message, event: PamEvent): Hl7Finding[] {
  const zbe = message.first('ZBE')
  if (!zbe || event.actions.length === 0) return []
  return [...checkAction(zbe, event), ...checkOrigin(zbe, event), ...checkNature(zbe, event)]
}

function checkAction(zbe: Hl7Segment, event: PamEvent): Hl7Finding[] {
  const action = zbe.get(4)
  if (action === undefined || !isInTable(action, 'MOVEMENT_ACTION')) return []
  if (event.actions.some((one) => one === action)) return []
  const text = `ZBE-4 vaut « ${action} » : ${event.event} (${event.label}) demande ${event.actions.join(' ou ')}.`
  return [finding('E', 'ZBE-4', '103', text, '§6.13')]
}

function checkOrigin(zbe: Hl7Segment, event: PamEvent): Hl7Finding[] {
  const action = zbe.get(4)
  const origin = zbe.get(6)
  if (action === 'INSERT') {
    if (origin === undefined || event.actions.includes('UPDATE')) return []
    return [finding('W', 'ZBE-6', '102', 'ZBE-6 ne se renseigne que pour UPDATE et CANCEL.', '§6.13')]
  }
  if (origin === undefined) {
    return [finding('E', 'ZBE-6', '101', 'Événement d’origine du mouvement absent (ZBE-6).', '§6.13')]
  }
  if (PAM_EVENTS.get(origin)?.actions.includes('INSERT')) return []
  return [finding('E', 'ZBE-6', '103', `« ${origin} » n’est pas un événement qui crée un mouvement.`, '§6.13')]
}

function checkNature(zbe: Hl7Segment, event: PamEvent): Hl7Finding[] {
  const nature = zbe.get(9)
  if (nature === undefined) return []
  if (!/^[SHMLDC]+$/.test(nature) || new Set(nature).size !== nature.length) {
    return [finding('E', 'ZBE-9', '103', `Nature de mouvement inconnue : « ${nature} ».`, '§6.13')]
  }
  const findings: Hl7Finding[] = []
  if (nature.includes('C') && event.event !== 'Z99') {
    findings.push(finding('W', 'ZBE-9', '103', 'La nature C ne s’emploie qu’avec Z99.', '§6.13'))
  }
  const units: [letter: string, field: number, name: string][] = [
    ['M', 7, 'responsabilité médicale'],
    ['S', 8, 'soins'],
  ]
  for (const [letter, field, name] of units) {
    if (nature.includes(letter) && !zbe.has(field)) {
      findings.push(
        finding('W', `ZBE-${field}`, '101', `Unité de ${name} absente d’un mouvement qui en change.`, '§6.13'),
      )
    } else if (zbe.has(field) && zbe.get(field, 10) === undefined) {
      findings.push(finding('W', `ZBE-${field}.10`, '101', `Code de l’unité de ${name} absent (XON-10).`, '§6.13'))
    }
  }
  return findings
}
