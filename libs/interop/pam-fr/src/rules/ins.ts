import type { Hl7Finding, Hl7Message } from '@anamnese/interop-hl7v2'
import { finding } from '../finding'
import { readIns } from '../ins-reading'
import type { PamOptions } from '../options'

/** The INS of each PID; its deletion has an event of its own, A47 (PAM-FR 2.11 §4.4). */
export function checkIns(message: Hl7Message, options: PamOptions): Hl7Finding[] {
  return message.all('PID').flatMap((pid) => {
    const reading = readIns(message, pid, options)
    if (!reading.deleted || message.type.event === 'A47') return reading.findings
    const text = 'Suppression d’INS hors d’un message A47 : elle est appliquée.'
    return [...reading.findings, finding('W', 'PID-3', '0', text, '§4.4.3')]
  })
}
