import { civilDateOf, type Hl7Segment } from '@anamnese/interop-hl7v2'
import type { AdtTraits } from '../adt'
import { asIs, compact, patched } from './values'

/** Traits of a PID, as received (PAM-FR 2.11 §6.6.2 to §6.6.7). */
export function traits(pid: Hl7Segment): AdtTraits {
  const names = pid.repetitions(5)
  const legal = names.find((name) => name.get(7) === 'L')
  const used = names.find((name) => name.get(7) === 'D')
  const birth = pid.repetitions(11).find((address) => address.get(7) === 'BDL')
  return compact<AdtTraits>({
    birthName: patched(legal?.patch(1), asIs),
    firstBirthGivenName: patched(legal?.patch(2), asIs),
    birthGivenNames: patched(legal?.patch(3), asIs),
    birthDate: patched(pid.patch(7), civilDateOf),
    sex: patched(pid.patch(8), (code) => (code === 'M' || code === 'F' || code === 'U' ? code : undefined)),
    birthPlaceCode: patched(birth?.patch(9), asIs),
    usedName: patched(used?.patch(1), asIs),
    usedGivenName: patched(used?.patch(2), asIs),
  })
}
