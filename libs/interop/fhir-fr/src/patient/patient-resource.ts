import { mayExchangeIns } from '@anamnese/domain-ins'
import type { Extension, Patient } from '../types'
import { addressesOf, practitionersOf, telecomsOf } from './contact'
import { EXTENSIONS, FR_CORE_PATIENT, FR_CORE_PATIENT_INS, type FrCoreEdition } from './fr-core'
import { identifiersOf, type IppSystems } from './identifiers'
import type { PatientRecord } from './record'
import { reliabilityExtension } from './reliability'
import { birthDateOf, birthPlaceExtension, genderOf, namesOf } from './traits'

export interface PatientOptions {
  edition: FrCoreEdition
  systems: IppSystems
}

/** A Patient of FR Core; of its INS profile when the identity is qualified and has all that the profile requires. */
export function patientResource(record: PatientRecord, { edition, systems }: PatientOptions): Patient {
  const birthDate = birthDateOf(record)
  const telecom = telecomsOf(record)
  const address = addressesOf(record)
  const generalPractitioner = practitionersOf(record)
  return {
    resourceType: 'Patient',
    id: record.id,
    meta: {
      versionId: String(record.version),
      lastUpdated: record.lastUpdated,
      profile: [isOfInsProfile(record) ? FR_CORE_PATIENT_INS : FR_CORE_PATIENT],
    },
    extension: [reliabilityExtension(record, edition), ...birthPlaceExtension(record), ...updateIndicator(record)],
    identifier: identifiersOf(record, systems),
    active: record.mergedInto === undefined,
    name: namesOf(record),
    ...(telecom.length === 0 ? {} : { telecom }),
    gender: genderOf(record),
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(record.deathAt === undefined ? {} : { deceasedDateTime: record.deathAt }),
    ...(address.length === 0 ? {} : { address }),
    ...(generalPractitioner.length === 0 ? {} : { generalPractitioner }),
    ...(record.mergedInto === undefined
      ? {}
      : { link: [{ other: { reference: `Patient/${record.mergedInto}` }, type: 'replaced-by' }] }),
  }
}

/** fr-core-patient-ins 2.1.0: INS, place and whole date of birth, list of given names. */
export function isOfInsProfile(record: PatientRecord): boolean {
  const { status, ins, traits, mergedInto } = record
  return (
    mayExchangeIns(status) &&
    ins !== undefined &&
    mergedInto === undefined &&
    traits.firstBirthGivenName !== '' &&
    birthDateOf(record)?.length === 10 &&
    birthPlaceExtension(record).length > 0
  )
}

function updateIndicator({ birthDateUpdated }: PatientRecord): Extension[] {
  return birthDateUpdated === undefined
    ? []
    : [{ url: EXTENSIONS.birthdateUpdateIndicator, valueBoolean: birthDateUpdated }]
}
