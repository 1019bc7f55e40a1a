import type { PatientSuggestion } from '@anamnese/contracts'
import { contradictingTraits, type IdentityTraits, TRAIT_LABELS } from '@anamnese/domain-traits'
import type { CdaPatient } from '@anamnese/interop-cda'
import { nameOf, type Patient } from '../projections/patient'

/** The patients that a document may be of, by what it says. None of them is merged into another. */
export interface Candidates {
  byIns: readonly Patient[]
  byIpp: readonly Patient[]
  byTraits: readonly Patient[]
  /** the record that a person chose */
  chosen?: Patient
}

export type Match =
  | { decision: 'integrate'; patient: Patient }
  | { decision: 'ask'; reason: { code: string; message: string }; suggestion?: PatientSuggestion }

export interface MatchOptions {
  despiteDifferences: boolean
  integrateByIpp: boolean
}

/** Strict traits without which an INS proves nothing. */
const NEEDED = ['birthName', 'birthDate', 'sex'] as const

/**
 * Whose document it is. Alone it integrates only for a qualified INS with the same strict traits (PFI→DPI volet: 903, 904, 905 otherwise);
 * what a person chose is checked against what the document says. Anything else waits for a person, with a suggestion when there is one.
 */
export function matchPatient(document: CdaPatient | undefined, candidates: Candidates, options: MatchOptions): Match {
  if (candidates.chosen) return matchChosen(document, candidates.chosen, options)
  if (!document) return ask('PATIENT.NOT_SAID', 'Ce fichier ne dit pas de quel patient il est.')
  const traits = traitsOf(document)
  const [owner] = candidates.byIns
  if (owner) return matchIns(document, owner)
  const known = candidates.byIpp.filter((patient) => differences(document, patient).length === 0)
  const [local] = known
  if (local && known.length === 1) {
    if (options.integrateByIpp && !document.ins && isComplete(traits)) return { decision: 'integrate', patient: local }
    return document.ins
      ? ask(
          'INS.UNKNOWN',
          'L’INS du document n’est celle d’aucun dossier ; l’IPP et les traits désignent ce patient.',
          suggest(local, 'ipp', []),
        )
      : ask(
          'INS.ABSENT',
          'Le document n’a pas d’INS ; l’IPP et les traits désignent ce patient.',
          suggest(local, 'ipp', []),
        )
  }
  const [same, another] = candidates.byTraits.filter((patient) => differences(document, patient).length === 0)
  if (same && another) return ask('PATIENT.SEVERAL', 'Plusieurs dossiers ont les traits du document.')
  if (same) {
    const message = `Le document n’a pas d’INS${document.ins ? ' connue' : ''} ; ses traits sont ceux de ce patient.`
    return ask(document.ins ? 'INS.UNKNOWN' : 'INS.ABSENT', message, suggest(same, 'traits', []))
  }
  return ask('PATIENT.UNKNOWN', 'Aucun dossier ne correspond au patient du document.')
}

function matchIns(document: CdaPatient, owner: Patient): Match {
  const traits = traitsOf(document)
  const differing = differences(document, owner)
  if (differing.length > 0)
    return ask(
      'INS.TRAITS_DIFFER',
      `L’INS est celle de ce dossier, mais les traits diffèrent : ${differing.join(', ')}.`,
      suggest(owner, 'ins', differing),
    )
  if (!isComplete(traits))
    return ask(
      'INS.INCOMPLETE',
      'L’INS est celle de ce dossier, mais le document ne porte pas les traits qui l’accompagnent.',
      suggest(owner, 'ins', []),
    )
  if (owner.status !== 'QUALIFIEE' || owner.attributes.length > 0)
    return ask(
      'INS.NOT_QUALIFIED',
      'L’INS est celle de ce dossier, dont l’identité n’est pas qualifiée ici.',
      suggest(owner, 'ins', []),
    )
  return { decision: 'integrate', patient: owner }
}

function matchChosen(document: CdaPatient | undefined, chosen: Patient, options: MatchOptions): Match {
  const differing = document ? differences(document, chosen) : []
  if (differing.length === 0 || options.despiteDifferences) return { decision: 'integrate', patient: chosen }
  const message = `Le document n’est pas au nom du patient choisi : ${differing.join(', ')}.`
  return ask('PATIENT.DIFFERS', message, suggest(chosen, 'chosen', differing))
}

/** French labels of what contradicts: strict traits, and the INS when both have one. */
function differences(document: CdaPatient, patient: Patient): string[] {
  const traits = contradictingTraits(traitsOf(document), patient.traits).map((trait) => TRAIT_LABELS[trait])
  const { ins } = document
  const other = ins && patient.ins && (ins.matricule !== patient.ins.matricule || ins.oid !== patient.ins.oid)
  return other ? [...traits, 'Matricule INS'] : traits
}

export function traitsOf(document: CdaPatient): Partial<IdentityTraits> {
  const { birthName, firstBirthGivenName, birthGivenNames, birthDate, sex, birthPlaceCode } = document
  return {
    ...(birthName === undefined ? {} : { birthName }),
    ...(firstBirthGivenName === undefined ? {} : { firstBirthGivenName }),
    ...(birthGivenNames === undefined ? {} : { birthGivenNames }),
    ...(birthDate === undefined || birthDate.length !== 10 ? {} : { birthDate }),
    ...(sex === undefined ? {} : { sex }),
    ...(birthPlaceCode === undefined ? {} : { birthPlaceCode }),
  }
}

function isComplete(traits: Partial<IdentityTraits>): boolean {
  return NEEDED.every((trait) => traits[trait] !== undefined)
}

function suggest(patient: Patient, ground: PatientSuggestion['ground'], differing: string[]): PatientSuggestion {
  return {
    patientId: patient._id,
    name: nameOf(patient),
    birthDate: patient.traits.birthDate,
    ground,
    differences: differing,
  }
}

function ask(code: string, message: string, suggestion?: PatientSuggestion): Match {
  return { decision: 'ask', reason: { code, message }, ...(suggestion === undefined ? {} : { suggestion }) }
}
