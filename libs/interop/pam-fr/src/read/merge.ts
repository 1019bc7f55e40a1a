import { type Ins, insOid } from '@anamnese/domain-ins'
import type { Hl7Message, Hl7Segment } from '@anamnese/interop-hl7v2'
import type { AdtMerge, PatientIdentifier } from '../adt'
import { compact, identifier } from './values'

/** Each PID with the MRG that follows it (PAM-FR 2.11 §6.12). */
export function merges(message: Hl7Message): AdtMerge[] {
  const survivors = message.all('PID')
  return message.all('MRG').map((mrg, index) => {
    const pid = survivors[index]
    return compact<AdtMerge>({
      survivor: pid ? ipps(pid, 3) : [],
      eliminated: ipps(mrg, 1),
      formerIns: formerIns(mrg),
      account: identifier(mrg.field(3)),
    })
  })
}

function ipps(segment: Hl7Segment, field: number): PatientIdentifier[] {
  return segment.repetitions(field).flatMap((one) => {
    const id = identifier(one)
    return id?.type === 'PI' ? [id] : []
  })
}

function formerIns(mrg: Hl7Segment): Ins | undefined {
  for (const field of mrg.repetitions(1)) {
    const [matricule, oid] = [field.get(), field.get(4, 2) ?? '']
    if (field.get(5) === 'INS' && matricule !== undefined && insOid(oid)) return { matricule, oid }
  }
  return undefined
}
