import { blocksQualification } from '@anamnese/domain-ins'
import { contradictingTraits } from '@anamnese/domain-traits'
import { conflict, notFound } from '@anamnese/platform-http'
import { insKeyOf, type IdentitySource, type Patient } from '../patients/patient'
import { type Act, settle } from '../patients/settle'
import { ended } from '../patients/sources'

/** Ends a source: an INSi return that was wrong, a document that was false. The status follows from the sources left. */
export function withSourceEnded(patient: Patient, sourceId: string, act: Act & { reason: string }): Patient {
  const source = sourceOf(patient, sourceId)
  if (!source.active) throw conflict('SOURCE.ENDED', 'Cette source est déjà retirée.')
  const stopped = { ...ended(source, act, act.reason), endedByPerson: true }
  return settle({ ...patient, sources: replaced(patient, stopped) }, patient, act)
}

/** Undoes the end that a person gave to a source, when it still says what the record says. */
export function withSourceRestored(patient: Patient, sourceId: string, act: Act): Patient {
  const source = sourceOf(patient, sourceId)
  if (source.active) throw conflict('SOURCE.ACTIVE', 'Cette source n’est pas retirée.')
  if (source.endedByPerson !== true) {
    throw conflict('SOURCE.ENDED_BY_RULE', 'Cette source a été retirée par une règle, pas par une personne.')
  }
  if (blocksQualification(patient.attributes)) {
    throw conflict('IDENTITY.BLOCKED', 'Une identité douteuse ou fictive reste provisoire.', 'Lever d’abord le doute.')
  }
  const otherIns = source.ins && patient.ins && insKeyOf(source.ins) !== insKeyOf(patient.ins)
  if (otherIns || contradictingTraits(source.traits, patient.traits).length > 0) {
    const what = 'Elle établit une autre identité que celle du dossier.'
    throw conflict('SOURCE.CONTRADICTS', 'Cette source ne peut pas être rétablie.', what)
  }
  const { endedAt: _at, endReason: _reason, endedByPerson: _person, ...back } = source
  return settle({ ...patient, sources: replaced(patient, { ...back, active: true }) }, patient, act)
}

function sourceOf(patient: Patient, sourceId: string): IdentitySource {
  const source = patient.sources.find(({ id }) => id === sourceId)
  if (!source) throw notFound('SOURCE.UNKNOWN', 'Cette source n’existe pas dans ce dossier.')
  return source
}

function replaced(patient: Patient, source: IdentitySource): IdentitySource[] {
  return patient.sources.map((one) => (one.id === source.id ? source : one))
}
