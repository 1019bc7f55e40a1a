import type { Actor, BirthDetails } from '@anamnese/contracts'
import { blocksQualification, establishesIdentity, identityProof } from '@anamnese/domain-ins'
import { changedStrictTraits, demotingChanges, type IdentityTraits } from '@anamnese/domain-traits'
import { conflict, forbidden, unprocessable } from '@anamnese/platform-http'
import type { Patient } from '../patients/patient'
import { type Changes, patched } from '../patients/patched'
import type { TraitsChange } from './change-traits'
import type { ChangeTraitsDto } from './editing.requests'
import { known, refuseWrong, writtenTraits } from './trait-rules'

/** What the request asks for this record, written and judged: traits, rights and reason. Throws a ProblemError when it may not be. */
export function changeAsked(patient: Patient, request: ChangeTraitsDto, actor: Actor): TraitsChange {
  const asked = (request.traits ?? {}) as Changes<IdentityTraits>
  const traits = written(patient.traits, asked)
  const birth = request.birth === undefined ? undefined : birthAsked(patient.birth, request.birth)
  // What came long ago with another rule is not what the person is asked about.
  const touched = Object.keys({ ...patient.traits, ...traits }).filter(
    (trait) => patient.traits[trait as keyof IdentityTraits] !== traits[trait as keyof IdentityTraits],
  )
  refuseWrong(traits, birth ?? patient.birth, birth === undefined ? touched : [...touched, 'birthDate'])
  refuseWithoutRight(patient, traits, request.reason, actor)
  const proof = request.proofType === undefined ? undefined : proofOf(request.proofType, patient)
  return {
    traits,
    ...(birth === undefined ? {} : { birth: Object.keys(birth).length === 0 ? null : birth }),
    ...(request.address === undefined ? {} : { address: request.address && known(request.address) }),
    ...(request.telecoms === undefined ? {} : { telecoms: request.telecoms.map(known) }),
    ...(proof === undefined ? {} : { proof }),
  }
}

/** Only what the person changed is written anew: names that INSi returned stay as it returned them (EXI REC 07). */
function written(before: IdentityTraits, asked: Changes<IdentityTraits>): IdentityTraits {
  const said = Object.entries(asked).filter(([trait, value]) => value !== before[trait as keyof IdentityTraits])
  const given = said.filter(([, value]) => value !== null && value !== undefined)
  const removed = said.filter(([, value]) => value === null || value === '')
  const next = patched(before, Object.fromEntries(removed.map(([trait]) => [trait, null])) as Changes<IdentityTraits>)
  return { ...next, ...writtenTraits(Object.fromEntries(given)) }
}

function birthAsked(before: BirthDetails | undefined, asked: Changes<BirthDetails>): BirthDetails {
  return patched<BirthDetails>(before ?? {}, asked)
}

function refuseWithoutRight(patient: Patient, traits: IdentityTraits, reason: string | undefined, actor: Actor): void {
  if (patient.status === 'PROVISOIRE' || changedStrictTraits(patient.traits, traits).length === 0) return
  if (demotingChanges(patient.traits, traits).length > 0 && !actor.permissions.includes('identity.strict')) {
    const what = 'Le droit de modifier les traits stricts d’une identité connue est nécessaire.'
    throw forbidden('IDENTITY.STRICT', 'Les traits stricts de cette identité sont établis.', what)
  }
  if (reason === undefined) {
    throw unprocessable('IDENTITY.REASON', 'Modifier un trait strict demande un motif.')
  }
}

function proofOf(type: string, patient: Patient): NonNullable<TraitsChange['proof']> {
  const proof = identityProof(type)
  if (!proof) throw unprocessable('PROOF.UNKNOWN', 'Ce type de pièce d’identité n’est pas connu.')
  const highConfidence = establishesIdentity(proof)
  if (highConfidence && blocksQualification(patient.attributes)) {
    throw conflict('IDENTITY.BLOCKED', 'Une identité douteuse ou fictive reste provisoire.', 'Lever d’abord le doute.')
  }
  return { type: proof.code, label: proof.label, highConfidence }
}
