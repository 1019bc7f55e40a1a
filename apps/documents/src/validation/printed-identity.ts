import type { Ins } from '@anamnese/domain-ins'
import type { IdentityTraits } from '@anamnese/domain-traits'
import { type Patient, qualifiedIns } from '../projections/patient'

/** The strict traits that an INS never goes without, on a page or in a CDA, and that this identity lacks. */
export function missingForIns(traits: IdentityTraits): string[] {
  return [
    (traits.birthGivenNames ?? '') === '' && 'la liste des prénoms de naissance',
    (traits.birthPlaceCode ?? '') === '' && 'le code du lieu de naissance',
    traits.sex === 'U' && 'le sexe',
  ].filter((trait) => trait !== false)
}

/** The INS that goes with the document: of a qualified identity that has every strict trait. */
export function printedIns(patient: Patient): Ins | undefined {
  const ins = qualifiedIns(patient)
  return ins && missingForIns(patient.traits).length === 0 ? ins : undefined
}
