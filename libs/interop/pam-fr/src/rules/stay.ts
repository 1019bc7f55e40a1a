import type { Hl7Finding, Hl7Message } from '@anamnese/interop-hl7v2'
import { finding } from '../finding'
import type { PamEvent } from '../profile/events'

/** Events whose location says where the patient is (PAM-FR 2.11 §6.10.3). */
const LOCATED = new Set('A01 A02 A03 A04 A06 A07 A11 A12 A13 A14 A15 A16 A21 A22 A25 A26 A27'.split(' '))

/** Patient class that goes with the event that creates or changes it (PAM-FR 2.11 §5.3.2, §5.3.5). */
const CLASSES: Readonly<Record<string, readonly string[]>> = {
  A01: ['I', 'R'],
  A04: ['O', 'E', 'R', 'V'],
  A06: ['I', 'R'],
  A07: ['O', 'E'],
}

/** PID-18 and PV1: account, visit, place and class of an encounter. */
export function checkStay(message: Hl7Message, event: PamEvent): Hl7Finding[] {
  const pv1 = message.first('PV1')
  const patientClass = pv1?.get(2)
  if (event.transaction === 'ITI-30') {
    if (patientClass === undefined || patientClass === 'N' || !event.grammar.some((item) => item.name === 'NK1'))
      return []
    return [finding('W', 'PV1-2', '103', 'PV1-2 vaut N dans un message d’identité.', '§6.10')]
  }
  const findings: Hl7Finding[] = []
  if (message.first('PID') && !message.first('PID')?.has(18)) {
    findings.push(finding('E', 'PID-18', '101', 'Numéro de dossier administratif absent (PID-18).', '§6.6.11'))
  }
  if (!pv1) return findings
  if (!pv1.has(19)) findings.push(finding('E', 'PV1-19', '101', 'Numéro de venue absent (PV1-19).', '§6.10'))
  if (LOCATED.has(event.event)) {
    if (!pv1.has(3))
      findings.push(finding('E', 'PV1-3', '101', `Emplacement absent d’un message ${event.event}.`, '§6.10'))
    else if (pv1.get(3) === undefined) {
      findings.push(finding('W', 'PV1-3.1', '101', 'Unité d’hébergement absente de l’emplacement.', '§6.10'))
    }
  }
  if (patientClass === 'N') {
    findings.push(finding('E', 'PV1-2', '103', 'PV1-2 ne vaut N que dans un message d’identité.', '§6.10'))
  } else if (patientClass !== undefined && message.get('ZBE-4') === 'INSERT') {
    const expected = CLASSES[event.event]
    if (expected && !expected.includes(patientClass)) {
      const text = `Classe « ${patientClass} » inattendue avec ${event.event} : ${expected.join(', ')}.`
      findings.push(finding('W', 'PV1-2', '103', text, '§5.3.2'))
    }
  }
  return findings
}
