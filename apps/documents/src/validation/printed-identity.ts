import { type Ins, isValidMatricule } from '@anamnese/domain-ins'
import { nameDefect } from '@anamnese/domain-traits'
import { type Patient, qualifiedIns } from '../projections/patient'

/**
 * What a qualified identity lacks for its INS to go with a document: the strict traits, written as the INS has them, and a right key. A page
 * or a CDA with an INS that is not whole would be refused by who receives it.
 */
export function missingForIns({ traits, ins }: Pick<Patient, 'traits' | 'ins'>): string[] {
  const { birthName, birthGivenNames = '', birthPlaceCode = '', sex } = traits
  return [
    ins !== undefined && !isValidMatricule(ins.matricule) && 'un matricule dont la clé est juste',
    nameDefect(birthName, 'family') !== undefined && 'un nom de naissance écrit selon les règles de l’INS',
    birthGivenNames === '' && 'la liste des prénoms de naissance',
    birthGivenNames !== '' &&
      nameDefect(birthGivenNames, 'given') !== undefined &&
      'des prénoms de naissance écrits selon les règles de l’INS',
    birthPlaceCode === '' && 'le code du lieu de naissance',
    sex === 'U' && 'le sexe',
  ].filter((trait) => trait !== false)
}

/** The INS that goes with the document: of a qualified identity from which nothing is missing. */
export function printedIns(patient: Patient): Ins | undefined {
  const ins = qualifiedIns(patient)
  return ins && missingForIns(patient).length === 0 ? ins : undefined
}
