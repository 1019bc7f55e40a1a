import type { PatientDetail, PatientSummary } from '@anamnese/contracts'
import { insOid } from '@anamnese/domain-ins'
import type { IdentitySource, Patient } from './patient'

/** A patient in a list. The nature of the matricule always goes with it (RNIV). */
export function patientSummary(patient: Patient): PatientSummary {
  const { _id, traits, status, attributes, ins, ipps, mergedInto } = patient
  return {
    id: _id,
    traits,
    status,
    attributes,
    ...(ins === undefined ? {} : { ins: { ...ins, nature: insOid(ins.oid)?.nature ?? 'NIR' } }),
    ipps,
    ...(mergedInto === undefined ? {} : { mergedInto }),
  }
}

export function patientDetail(patient: Patient): PatientDetail {
  const { version, address, telecoms, generalPractitioner, sources, history, insHistory, insDoubt, insVerifiedAt } =
    patient
  const { administrative, birth, deathAt, pastTraits = [], createdAt, changedAt } = patient
  return {
    ...patientSummary(patient),
    version,
    ...(address === undefined ? {} : { address }),
    telecoms,
    ...(generalPractitioner === undefined ? {} : { generalPractitioner }),
    ...(administrative === undefined ? {} : { administrative }),
    ...(birth === undefined ? {} : { birth }),
    ...(deathAt === undefined ? {} : { deathAt }),
    sources: sources.map(sourceView),
    history: [...history].reverse(),
    insHistory: [...insHistory].reverse(),
    pastTraits: [...pastTraits].reverse(),
    createdAt,
    changedAt,
    ...(insDoubt === undefined ? {} : { insDoubt }),
    ...(insVerifiedAt === undefined ? {} : { insVerifiedAt }),
  }
}

function sourceView(source: IdentitySource): PatientDetail['sources'][number] {
  const { ins: _ins, sender: _sender, endedByPerson, ...view } = source
  return endedByPerson === true && !source.active ? { ...view, restorable: true } : view
}
