import type { Hl7Finding, Hl7Message } from '@anamnese/interop-hl7v2'
import { finding } from '../finding'

/** MRG: what is eliminated or replaced (PAM-FR 2.11 §6.12). */
export function checkMerge(message: Hl7Message): Hl7Finding[] {
  const { event } = message.type
  const findings: Hl7Finding[] = []
  message.all('MRG').forEach((mrg, index) => {
    const at = mrg.index > 1 ? `MRG(${mrg.index})` : 'MRG'
    if ((event === 'A44' || event === 'A49') && !mrg.has(3)) {
      findings.push(finding('E', `${at}-3`, '101', 'Numéro de dossier absent (MRG-3).', '§6.12'))
    }
    const pid = message.all('PID')[index]
    const eliminated = mrg.repetitions(1).filter((id) => id.get(5) === 'PI')
    if (event === 'A40' && mrg.has(1) && eliminated.length === 0) {
      findings.push(finding('E', `${at}-1`, '101', 'IPP éliminé absent (MRG-1 de type PI).', '§6.12'))
    }
    const survivors = pid?.repetitions(3).map((id) => `${id.get() ?? ''}^${id.rawAt(4)}`) ?? []
    if (event !== 'A47' && eliminated.some((id) => survivors.includes(`${id.get() ?? ''}^${id.rawAt(4)}`))) {
      findings.push(finding('E', `${at}-1`, '102', 'Le patient éliminé est aussi celui qui est conservé.', '§6.12'))
    }
  })
  return findings
}
