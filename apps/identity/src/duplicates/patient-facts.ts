import { createHash } from 'node:crypto'
import type { IdentityFacts } from '@anamnese/domain-identity-matching'
import { STRICT_TRAITS } from '@anamnese/domain-traits'
import { insKeyOf, type Patient } from '../patients/patient'

/** What a stored record is compared by. */
export function factsOf(patient: Patient): IdentityFacts {
  const { traits, ins, insHistory, telecoms, address, attributes } = patient
  const past = insHistory.filter((one) => one.until !== undefined).map((one) => one.ins)
  return {
    traits,
    ...(ins === undefined ? {} : { ins }),
    pastIns: ins ? past.filter((one) => insKeyOf(one) !== insKeyOf(ins)) : past,
    telecoms,
    ...(address === undefined ? {} : { address }),
    multipleBirth: patient.birth?.multiple === true,
    homonym: attributes.includes('HOMONYME'),
  }
}

/** Is the record compared at all? A fictive identity is nobody's, a merged one is another's. */
export function isComparable(patient: Patient): boolean {
  return patient.mergedInto === undefined && !patient.attributes.includes('FICTIVE')
}

/** What a comparison reads of a record: as long as it is the same, comparing again would find the same. */
export function comparedOf(patient: Patient | null): string {
  const read = patient && isComparable(patient) ? factsOf(patient) : null
  return createHash('sha256').update(JSON.stringify(read)).digest('base64url')
}

/** A decision on two records holds as long as their traits and INS are those that it was taken on. */
export function fingerprintOf(one: Patient, other: Patient): string {
  const said = ({ _id, traits, insKey }: Patient): unknown => [
    _id,
    ...STRICT_TRAITS.map((trait) => traits[trait] ?? ''),
    traits.usedName ?? '',
    insKey ?? '',
  ]
  const both = [said(one), said(other)].map((part) => JSON.stringify(part)).sort()
  return createHash('sha256').update(both.join('\n')).digest('base64url')
}
