import type { Adt, AdtMovement, AdtStay, AdtTraits, Authority, PatientIdentifier } from '../adt'
import type { AdtEnvelope } from '../build/build-adt'
import { PAM_EVENTS } from '../profile/events'

/** Facts written for the tests of the builder: invented people, test authority of the INS. */
export const GAM: Authority = { namespace: 'GAM', universalId: '220000012', universalIdType: 'M' }
export const ENVELOPE: AdtEnvelope = { receivingApplication: 'BIO', receivingFacility: '220000012', issuer: GAM }

const id = (value: string, type = 'PI'): PatientIdentifier => ({ value, authority: GAM, type })
const INS = { matricule: '279035121518989', oid: '1.2.250.1.213.1.4.10' }
const TRAITS: AdtTraits = {
  birthName: 'PAT-TROIS',
  firstBirthGivenName: 'DOMINIQUE',
  birthGivenNames: 'DOMINIQUE MARIE-LOUISE',
  birthDate: '1979-03-28',
  sex: 'F',
  birthPlaceCode: '51215',
}

export function identity(event: string, traits: Partial<AdtTraits> = {}): Adt {
  return {
    event,
    controlId: 'S0001',
    sendingApplication: 'ANAMNESE',
    sendingFacility: '220000020',
    processingId: 'D',
    sentAt: '2026-03-10T07:12:00.000Z',
    recordedAt: '2026-03-10T07:12:00.000Z',
    occurredAt: '2026-03-10T07:05:00.000Z',
    operator: 'AGENT01',
    merges: [],
    patient: {
      ipps: [id('000003')],
      otherIdentifiers: [],
      ins: INS,
      insDeleted: false,
      status: 'QUALIFIEE',
      attributes: [],
      reliabilityCodes: ['VALI'],
      traits: { ...TRAITS, ...traits },
      birthPlaceName: 'REIMS',
      addresses: [
        {
          type: 'H',
          street: '28 AV DE BRETEUIL',
          complement: 'BAT A\nAPPT 3',
          city: 'PARIS',
          postalCode: '75007',
          country: 'FRA',
        },
      ],
      telecoms: [
        { kind: 'phone', value: '0600000000', use: 'PRN', equipment: 'CP' },
        { kind: 'email', value: 'dominique@example.org', use: 'NET', equipment: 'Internet' },
      ],
      motherName: 'MARTIN',
      maritalStatus: 'M',
      multipleBirth: false,
      nationalities: ['FRA', 'BEL'],
    },
  }
}

/** An admission with everything that the profile carries. */
export function admission(traits: Partial<AdtTraits> = {}): Adt {
  const base = identity('A01', traits)
  return {
    ...base,
    patient: {
      ...base.patient,
      livingArrangement: 'A',
      protected: false,
      generalPractitioner: {
        idNat: '810100000012',
        id: '810100000012',
        idType: 'IDNPS',
        family: 'TANGUY',
        given: 'PAUL',
      },
      contacts: [
        {
          family: 'PAT-TROIS',
          given: 'CLAUDE',
          relationship: 'SPO',
          role: 'C',
          telecoms: [],
          identifier: id('P0001', 'PN'),
        },
        {
          family: 'DURAND',
          given: 'ÉLISE',
          role: 'K',
          telecoms: [{ kind: 'phone', value: '0600000001', use: 'PRN', equipment: 'CP' }],
          identifier: id('P0002', 'PN'),
        },
      ],
      occupation: { activity: '3', category: '34' },
      capture: {
        mode: 'INSI',
        insiAt: '2026-03-02T07:29:00.000Z',
        proofCode: 'CN',
        proofEndsOn: '2031-01-15',
        correctedBirthDate: false,
        smsConsent: true,
        lunarBirthDate: '32^13^1979',
      },
      coverages: [
        {
          kind: 'AMO',
          payerId: '012210000',
          payerName: 'CPAM DES COTES D ARMOR',
          from: '2026-01-01',
          insuredFamily: 'PAT-TROIS',
          insuredGiven: 'DOMINIQUE',
          relation: '0',
          managementCode: '10',
          insuredNir: '279035121518989',
        },
      ],
      measures: [
        { code: '3141-9', label: 'Poids', value: '62', unit: 'kg', status: 'F', at: '2026-03-10T07:00:00.000Z' },
      ],
    },
    stay: stayOf(),
    movement: movement(),
    consent: {
      dmpStatus: 'ACTIF',
      dmpStatusAt: '2026-03-10T07:12:00.000Z',
      feeding: 'INO',
      feedingAt: '2026-03-10T07:12:00.000Z',
      consultation: 'IC',
      consultationAt: '2026-03-10T07:12:00.000Z',
    },
  }
}

function stayOf(): AdtStay {
  return {
    account: id('24000006', 'AN'),
    visit: id('9000001', 'VN'),
    patientClass: 'I',
    location: { unit: '6268', room: '101', bed: 'F', occupied: true },
    admissionType: 'R',
    treatmentMode: '03',
    discipline: '127',
    admitSource: '8',
    attending: {
      idNat: '810100000008',
      id: '810100000008',
      idType: 'IDNPS',
      family: 'KERVADEC',
      given: 'MAËLLE',
      prefix: 'DR',
    },
    admittedAt: '2026-03-10T07:05:00.000Z',
    expectedDischargeAt: '2026-03-14T10:00:00.000Z',
    entryMode: '8',
    origin: '5',
    emergencyPassage: '5',
    arrivalTransport: '5',
    originFacility: '220000046',
    accident: { code: 'D', at: '2026-03-09T10:00:00.000Z' },
    roles: [{ action: 'AD', role: 'AT', professional: { family: 'LE GOFF', given: 'YANN' } }],
    accountKept: false,
  }
}

function movement(): AdtMovement {
  const unit = { code: '6268', label: 'CARDIOLOGIE' }
  return {
    ids: ['MVT2^GAM'],
    at: '2026-03-10T07:05:00.000Z',
    action: 'INSERT',
    historic: false,
    medicalUnit: unit,
    careUnit: unit,
    natures: ['H', 'M', 'S'],
  }
}

export function merging(): Adt {
  return { ...identity('A40'), merges: [{ survivor: [id('000003')], eliminated: [id('000009')] }] }
}

const CLASS: Readonly<Record<string, string>> = { A04: 'E', A07: 'O' }
const ORIGIN: Readonly<Record<string, string>> = {
  A11: 'A01',
  A12: 'A02',
  A13: 'A03',
  A25: 'A16',
  A26: 'A15',
  A27: 'A14',
  A38: 'A05',
  A52: 'A21',
  A53: 'A22',
  A55: 'A54',
  Z99: 'A01',
  A32: 'A10',
  A33: 'A09',
}

/** Facts that a message of this event says whole. */
export function movementOf(event: string): Adt {
  const known = PAM_EVENTS.get(event)
  if (!known) throw new Error(event)
  if (event === 'A40') return merging()
  if (event === 'A44') {
    const adt = identity('A44')
    return { ...adt, merges: [{ survivor: [id('000003')], eliminated: [id('000009')], account: id('24000099', 'AN') }] }
  }
  if (event === 'A47') {
    const { ins, ...patient } = identity('A47').patient
    return {
      ...identity('A47'),
      patient: { ...patient, insDeleted: true, status: 'PROVISOIRE', reliabilityCodes: ['PROV'] },
      merges: [{ survivor: [id('000003')], eliminated: [], ...(ins ? { formerIns: ins } : {}) }],
    }
  }
  const planned = ['A14', 'A15', 'A16'].includes(event) ? { plannedAt: '2026-03-12T08:00:00.000Z' } : {}
  return pruned(
    { ...admission(), ...planned, event },
    known.grammar.map(({ name }) => name),
  )
}

/** Without what the structure of the event has no segment for. */
function pruned(adt: Adt, names: readonly string[]): Adt {
  const { patient, stay, movement: move, consent, ...rest } = adt
  const { generalPractitioner, contacts, occupation, capture, coverages, measures, ...who } = patient
  const has = (name: string): boolean => names.includes(name)
  const encounter = has('ZBE')
  const action = PAM_EVENTS.get(adt.event)?.actions[0] ?? 'INSERT'
  const origin = ORIGIN[adt.event]
  const people = contacts?.filter(({ role }) => encounter || role !== 'K')
  return {
    ...rest,
    patient: {
      ...who,
      ...(has('ROL') && generalPractitioner ? { generalPractitioner } : {}),
      ...(has('NK1') && people ? { contacts: people } : {}),
      ...(has('ZFP') && occupation ? { occupation } : {}),
      ...(has('ZFD') && capture ? { capture } : {}),
      ...(has('IN1') && coverages ? { coverages } : {}),
      ...(has('OBX') && measures ? { measures } : {}),
    },
    ...(encounter && stay
      ? { stay: prunedStay({ ...stay, patientClass: CLASS[adt.event] ?? stay.patientClass }, names) }
      : {}),
    ...(encounter && move
      ? { movement: { ...move, action, ...(origin === undefined ? {} : { originalEvent: origin }) } }
      : {}),
    ...(has('ZFA') && consent ? { consent } : {}),
  }
}

function prunedStay(stay: AdtStay, names: readonly string[]): AdtStay {
  const { entryMode, origin, emergencyPassage, originFacility, accident, roles, ...rest } = stay
  const has = (name: string): boolean => names.includes(name)
  return {
    ...rest,
    ...(has('ZFM') && entryMode !== undefined ? { entryMode } : {}),
    ...(has('ZFM') && origin !== undefined ? { origin } : {}),
    ...(has('ZFM') && emergencyPassage !== undefined ? { emergencyPassage } : {}),
    ...(has('ZFV') && originFacility !== undefined ? { originFacility } : {}),
    ...(has('ACC') && accident ? { accident } : {}),
    ...(names.lastIndexOf('ROL') > names.indexOf('PV1') && roles ? { roles } : {}),
  }
}
