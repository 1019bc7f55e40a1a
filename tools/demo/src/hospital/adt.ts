import type { DemoPerson, DemoStay } from './person'

const AUTHORITY = 'GAM&220000012&M'
const FACILITY = '220000012'
const PS_AUTHORITY = 'ASIP-SANTE-PS&1.2.250.1.71.4.2.1&ISO'
const INS_AUTHORITY = 'ASIP-SANTE-INS-NIR&1.2.250.1.213.1.4.10&ISO'
const PRACTITIONER = `810100000016^TANGUY^PAUL^^^DR^^^${PS_AUTHORITY}^D^^^IDNPS`
const CARDIOLOGIST = `810100000008^KERVADEC^MAËLLE^^^DR^^^${PS_AUTHORITY}^D^^^IDNPS`

/** One segment from its fields by number; the empty ones are written too. */
function segment(name: string, fields: Record<number, string>): string {
  const last = Math.max(...Object.keys(fields).map(Number))
  return [name, ...Array.from({ length: last }, (_, index) => fields[index + 1] ?? '')].join('|')
}

function header(event: string, structure: string, controlId: string, at: string): string {
  const type = `ADT^${event}^${structure}`
  return `MSH|^~\\&|GAM|${FACILITY}|DPI|${FACILITY}|${at}||${type}|${controlId}|P|2.5^FRA^2.11|||||FRA|UNICODE UTF-8`
}

function pid(person: DemoPerson, at: string, account?: string): string {
  const name = `${person.family}^${person.given}^${person.givenNames ?? person.given}^^^^L`
  const used = person.usedName === undefined ? '' : `~${person.usedName}^${person.given}^^^^^D`
  const ins = person.ins === undefined ? '' : `~${person.ins}^^^${INS_AUTHORITY}^INS`
  return segment('PID', {
    1: '1',
    3: `${person.ipp}^^^${AUTHORITY}^PI${ins}`,
    5: name + used,
    7: person.birthDate.replaceAll('-', ''),
    8: person.sex,
    11: `${person.street}^^${person.city}^^${person.postalCode}^FRA^H~^^^^^FRA^BDL^^${person.birthPlace}`,
    18: account === undefined ? '' : `${account}^^^${AUTHORITY}^AN`,
    32: person.ins === undefined ? 'PROV' : 'VALI',
    33: at,
  })
}

function zfd(person: DemoPerson): string[] {
  return person.ins === undefined ? ['ZFD|||N|N|SM'] : ['ZFD|||N|N|INSI||CN']
}

function zfa({ choices }: DemoPerson, at: string): string[] {
  if (!choices) return []
  return [segment('ZFA', { 1: 'ACTIF', 2: at, 9: choices.feeding, 10: at, 11: choices.consultation, 12: at })]
}

function movement(id: string, at: string, { unit }: DemoStay): string {
  const xon = `${unit.label}^^^^^${AUTHORITY}^UF^^^${unit.code}`
  return segment('ZBE', { 1: `${id}^GAM^${FACILITY}^M`, 2: at, 4: 'INSERT', 5: 'N', 7: xon, 8: xon, 9: 'HMS' })
}

function message(...segments: string[]): string {
  return `${segments.join('\r')}\r`
}

/** A28 (creation) or A31 (update) of an identity. */
export function identityMessage(event: 'A28' | 'A31', person: DemoPerson, controlId: string, at: string): string {
  return message(
    header(event, 'ADT_A05', controlId, at),
    segment('EVN', { 2: at, 6: at }),
    pid(person, at),
    'PV1|1|N',
    ...zfa(person, at),
    ...zfd(person),
  )
}

/** A01: admission, with the general practitioner and the choices about the DMP. */
export function admissionMessage(person: DemoPerson, stay: DemoStay, controlId: string): string {
  const { admittedAt: at, unit, room, bed } = stay
  return message(
    header('A01', 'ADT_A01', controlId, at),
    segment('EVN', { 2: at, 6: at }),
    pid(person, at, stay.account),
    ...(person.generalPractitioner ? [segment('ROL', { 2: 'UC', 3: 'ODRP', 4: PRACTITIONER })] : []),
    segment('PV1', {
      1: '1',
      2: 'I',
      3: `${unit.code}^${room}^${bed}^${FACILITY}^O`,
      4: 'R',
      ...(unit.code === '6268' ? { 7: CARDIOLOGIST } : {}),
      19: `${stay.visit}^^^${AUTHORITY}^VN`,
      21: '03',
      44: at,
    }),
    movement(`${stay.visit}-1`, at, stay),
    ...zfa(person, at),
    ...zfd(person),
  )
}

/** A03: discharge, to the patient's home. */
export function dischargeMessage(person: DemoPerson, stay: DemoStay, controlId: string, at: string): string {
  const { unit, room, bed, admittedAt } = stay
  return message(
    header('A03', 'ADT_A03', controlId, at),
    segment('EVN', { 2: at, 6: at }),
    pid(person, at, stay.account),
    segment('PV1', {
      1: '1',
      2: 'I',
      3: `${unit.code}^${room}^${bed}^${FACILITY}`,
      19: `${stay.visit}^^^${AUTHORITY}^VN`,
      36: '3',
      41: 'D',
      44: admittedAt,
      45: at,
    }),
    movement(`${stay.visit}-2`, at, stay),
  )
}
