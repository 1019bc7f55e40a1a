import type { DocumentValidatedData, PatientChangedData, StayChangedData } from '@anamnese/contracts'
import { DocumentValidated, PatientChanged, StayChanged } from '@anamnese/contracts'
import { buildCdaN1 } from '@anamnese/interop-cda'
import type { BlobStore } from '@anamnese/platform-blobs'

/** Events of an invented patient with a stay and a letter, as identity, care and documents tell them. */
export function patientEvent(change: Partial<PatientChangedData> = {}): PatientChangedData {
  return { ...PatientChanged.example, ...change }
}

export function stayEvent(change: Partial<StayChangedData> = {}): StayChangedData {
  return { ...StayChanged.example, ...change }
}

/** The event of a validated letter, whose CDA is really in the store. */
export async function letterEvent(
  blobs: BlobStore,
  change: Partial<DocumentValidatedData> = {},
): Promise<DocumentValidatedData> {
  const letter = { ...DocumentValidated.example, ...change }
  const { birthName, firstBirthGivenName, birthGivenNames, birthDate, sex, birthPlaceCode } =
    PatientChanged.example.traits
  const traits = { birthName, firstBirthGivenName, birthDate, sex }
  const cda = buildCdaN1({
    id: letter.oid,
    setId: letter.setId,
    versionNumber: letter.versionNumber,
    ...(letter.replaces === undefined ? {} : { replaces: { id: letter.replaces.oid } }),
    type: { display: letter.title, ...letter.type },
    title: letter.title,
    createdAt: letter.validatedAt,
    patient: {
      traits: { ...traits, birthGivenNames: birthGivenNames ?? '', birthPlaceCode: birthPlaceCode ?? '99999' },
      ...(letter.withIns && PatientChanged.example.ins ? { ins: PatientChanged.example.ins } : {}),
      localIds: [{ root: '1.2.250.1.999.1.1.220.2', extension: '000003' }],
    },
    authors: [{ professional: letter.author, time: letter.validatedAt }],
    legalAuthenticator: { professional: letter.validator, time: letter.validatedAt },
    custodian: letter.validator.structure,
    recipients: [],
    acts: [
      {
        start: '2026-11-20T08:05:00+01:00',
        performer: letter.author,
        practiceSetting: { code: 'ETABLISSEMENT', system: '1.2.250.1.213.1.1.4.9' },
      },
    ],
    encounter: { facilityType: { code: 'SA01', system: '1.2.250.1.71.4.2.4' } },
    body: { mediaType: 'application/pdf', bytes: Buffer.from('%PDF-1.4 lettre') },
  })
  return { ...letter, cda: await blobs.put(cda, 'text/xml') }
}
