import type { LocalIdentifier } from '@anamnese/contracts'
import type {
  Adt,
  AdtAddress,
  AdtCapture,
  AdtPatient,
  AdtProfessional,
  PatientIdentifier,
} from '@anamnese/interop-pam-fr'
import type { Patient, PostalAddress } from '../patients/patient'
import type { Told } from './told'

const CAPTURE_MODES: Readonly<Record<string, string>> = { MANUAL: 'SM', INSI: 'INSI', DATAMATRIX: 'CB', VITALE: 'CV' }
const PROOFS: ReadonlySet<string> = new Set(['AN', 'CC', 'CE', 'CM', 'CN', 'CS', 'LE', 'PA', 'PC', 'TC'])

export function identifierOf({ value, authority }: LocalIdentifier, type = 'PI'): PatientIdentifier {
  const { namespace, id, type: universalIdType } = authority
  return {
    value,
    authority: {
      namespace,
      ...(id === undefined ? {} : { universalId: id }),
      ...(universalIdType === undefined ? {} : { universalIdType }),
    },
    type,
  }
}

/** The identity part of a message. What was told before and is no longer there is sent as deleted (`""`). */
export function patientFacts(patient: Patient, told: Told, before: Told | undefined): AdtPatient {
  const { traits, address, telecoms, generalPractitioner } = told.rest
  const was = before?.rest
  const gone = <T>(former: T | undefined): null | undefined => (former === undefined ? undefined : null)
  return compact<AdtPatient>({
    ipps: told.ipps.map((ipp) => identifierOf(ipp)),
    otherIdentifiers: [],
    ins: told.ins,
    insDeleted: false,
    status: patient.status,
    attributes: patient.attributes,
    reliabilityCodes: [],
    traits: compact<AdtPatient['traits']>({
      ...traits,
      usedName: traits.usedName ?? gone(was?.traits.usedName),
      usedGivenName: traits.usedGivenName ?? gone(was?.traits.usedGivenName),
    }),
    addresses: address ? [addressOf(address)] : gone(was?.address),
    telecoms:
      telecoms.length > 0
        ? telecoms.map(({ system, value }) => ({ kind: system === 'mailto' ? 'email' : 'phone', value }))
        : was && was.telecoms.length > 0
          ? null
          : undefined,
    generalPractitioner: generalPractitioner ? professionalOf(generalPractitioner) : gone(was?.generalPractitioner),
    deathAt: patient.deathAt,
    lastUpdatedAt: patient.changedAt,
    capture: captureOf(patient),
    ...aroundOf(patient),
  })
}

export function professionalOf({ idNat, family, given }: NonNullable<Patient['generalPractitioner']>): AdtProfessional {
  return compact<AdtProfessional>({
    idNat,
    id: idNat,
    idType: idNat === undefined ? undefined : 'IDNPS',
    family,
    given,
  })
}

function addressOf({ lines, city, postalCode, country }: PostalAddress): AdtAddress {
  const [street, ...others] = lines
  const complement = others.length > 0 ? others.join('\n') : undefined
  return compact<AdtAddress>({ type: 'H', street, complement, city, postalCode, country })
}

/** ZFD: how the identity was obtained, from its active sources. */
function captureOf({ sources, birth, administrative }: Patient): AdtCapture | undefined {
  const active = sources.filter((source) => source.active)
  const national = active.filter(({ mode }) => mode === 'INSI').at(-1)
  const own = national ?? active.filter(({ mode }) => mode in CAPTURE_MODES).at(-1)
  const proof = active.map((source) => source.proof?.type).find((type) => type !== undefined && PROOFS.has(type))
  const mode = own && CAPTURE_MODES[own.mode]
  const capture = compact<AdtCapture>({
    mode,
    insiAt: national?.at,
    proofCode: proof,
    correctedBirthDate: birth?.uncertain,
    lunarBirthDate: birth?.lunarDate,
    smsConsent: administrative?.smsConsent,
    gestationWeeks: administrative?.gestationWeeks,
  })
  return Object.keys(capture).length > 0 ? capture : undefined
}

/** Birth, family, conditions of life and coverage. The modes of psychiatric care stay here: only those who care need them. */
function aroundOf({ birth, administrative, ipps }: Patient): Around {
  return {
    motherName: birth?.motherName,
    multipleBirth: birth?.multiple,
    birthRank: birth?.rank === undefined ? undefined : String(birth.rank),
    nationalities: birth?.nationality === undefined ? undefined : [birth.nationality],
    maritalStatus: administrative?.maritalStatus,
    livingArrangement: administrative?.livingArrangement,
    protected: administrative?.protected,
    occupation:
      administrative?.activity === undefined && administrative?.category === undefined
        ? undefined
        : compact<NonNullable<AdtPatient['occupation']>>({
            activity: administrative.activity,
            category: administrative.category,
          }),
    coverages: administrative?.coverages,
    contacts: administrative?.contacts?.map(({ telecoms, ...contact }, index) => ({
      ...contact,
      telecoms: telecoms.map(({ system, value }) => ({ kind: system === 'mailto' ? 'email' : 'phone', value })),
      ...(ipps[0] ? { identifier: identifierOf({ ...ipps[0], value: `${ipps[0].value}-${index + 1}` }, 'PN') } : {}),
    })),
  }
}

type AroundKey =
  | 'motherName'
  | 'multipleBirth'
  | 'birthRank'
  | 'nationalities'
  | 'maritalStatus'
  | 'livingArrangement'
  | 'protected'
  | 'occupation'
  | 'coverages'
  | 'contacts'
type Around = { [K in AroundKey]: AdtPatient[K] | undefined }

export function compact<T extends object>(value: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T
}

/** Everything of a message but its facts. */
export type Heading = Pick<
  Adt,
  'controlId' | 'sendingApplication' | 'sendingFacility' | 'processingId' | 'sentAt' | 'recordedAt' | 'occurredAt'
>
