import type { PatientChangedData } from '@anamnese/contracts'
import type { Patient } from './patient'

/** What other services know of a patient. */
export function patientEvent(patient: Patient): PatientChangedData {
  const { _id, establishment, version, status, attributes, traits, ipps, telecoms, changedAt } = patient
  return {
    patientId: _id,
    establishment,
    version,
    status,
    attributes,
    traits,
    ...(patient.ins === undefined ? {} : { ins: patient.ins }),
    ipps,
    ...(patient.address === undefined ? {} : { address: patient.address }),
    telecoms,
    ...(patient.generalPractitioner === undefined ? {} : { generalPractitioner: patient.generalPractitioner }),
    ...(patient.mergedInto === undefined ? {} : { mergedInto: patient.mergedInto }),
    changedAt,
  }
}
