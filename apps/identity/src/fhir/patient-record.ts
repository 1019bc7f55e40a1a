import type { PatientRecord } from '@anamnese/interop-fhir-fr'
import type { IdentitySource, Patient } from '../patients/patient'

type Method = NonNullable<NonNullable<PatientRecord['collection']>['method']>

/** How FR Core calls the ways by which an identity is collected; that of a message is known to its sender alone. */
const METHODS: Readonly<Partial<Record<IdentitySource['mode'], Method>>> = {
  MANUAL: 'SM',
  INSI: 'INSI',
  DATAMATRIX: 'CB',
  VITALE: 'CV',
}

/** A stored patient as the FHIR mapping takes it. */
export function patientRecord(patient: Patient): PatientRecord {
  const { _id, version, changedAt, status, attributes, traits, ins, ipps, telecoms, address, mergedInto } = patient
  const { generalPractitioner, deathAt, birth } = patient
  return {
    id: _id,
    version,
    lastUpdated: changedAt,
    status,
    attributes,
    traits,
    ...(birth?.uncertain === undefined && birth?.precision === undefined
      ? {}
      : { birthDateUpdated: birth.uncertain === true || birth.precision !== undefined }),
    ...(ins === undefined ? {} : { ins }),
    ipps,
    ...(address === undefined ? {} : { address }),
    telecoms,
    ...(generalPractitioner === undefined ? {} : { generalPractitioner }),
    ...(deathAt === undefined ? {} : { deathAt }),
    ...(mergedInto === undefined ? {} : { mergedInto }),
    collection: collectionOf(patient.sources),
  }
}

/** The last active source that brought the national identity, else the last one; and the last proof. */
function collectionOf(sources: readonly IdentitySource[]): NonNullable<PatientRecord['collection']> {
  const active = sources.filter((source) => source.active)
  const national = active.filter((source) => source.ins !== undefined).at(-1)
  const proof = active.filter((source) => source.proof?.highConfidence === true).at(-1)
  const method = METHODS[(national ?? active.at(-1))?.mode ?? 'INTEROP']
  return {
    ...(method === undefined ? {} : { method }),
    ...(national?.mode === 'INSI' ? { insiDate: national.at.slice(0, 10) } : {}),
    ...(proof?.proof === undefined ? {} : { proof: proof.proof.type, proofDate: proof.at.slice(0, 10) }),
  }
}
