import type { Hl7Message } from '@anamnese/interop-hl7v2'
import type { AdtConsent } from '../adt'
import { isInTable, type TableName } from '../profile/tables'
import { compact, instant, patched } from './values'

/** ZFA: state of the DMP and choices of the patient (PAM-FR 2.11 §6.14). `undefined` when it says nothing. */
export function consent(message: Hl7Message, zone: string): AdtConsent | undefined {
  const zfa = message.first('ZFA')
  if (!zfa) return undefined
  const code = <T extends string>(field: number, table: TableName) =>
    patched(zfa.patch(field), (text) => (isInTable(text, table) ? (text as T) : undefined))
  const read = compact<AdtConsent>({
    dmpStatus: code<'ACTIF' | 'FERME' | 'INEXISTANT'>(1, 'DMP_STATUS'),
    dmpStatusAt: instant(zfa, zfa.get(1) === 'FERME' && zfa.has(3) ? 3 : 2, zone),
    feeding: code<'NA' | 'IO' | 'INO'>(9, 'FEEDING'),
    feedingAt: instant(zfa, 10, zone),
    consultation: code<'NA' | 'INC' | 'IC'>(11, 'CONSULTATION'),
    consultationAt: instant(zfa, 12, zone),
  })
  return Object.keys(read).length > 0 ? read : undefined
}
