import { type Ins, insKey } from '@anamnese/domain-ins'
import {
  admissionMessage,
  daysBefore,
  type DemoPerson,
  type DemoStay,
  hl7Time,
  identityMessage,
  MllpSender,
  UNITS,
} from '@anamnese/tool-demo'
import type { Run } from './run'

const TEST_OID = '1.2.250.1.213.1.4.10'
const OPEN_DMP = {
  exists: true,
  authorization: 'VALIDE',
  attendingPhysician: false,
  status: 'active',
  internetAccount: true,
  healthSpace: true,
}

export interface Admitted {
  person: DemoPerson
  name: string
  visit: string
}

/**
 * Invents somebody whom no earlier run knows, makes INSi and the DMP know them, and admits them in cardiology by HL7. Their
 * identity comes without INS: it is to be qualified; or with it when `qualified`. `like` gives them the traits of somebody known.
 */
export async function admit(
  run: Run,
  { qualified, like }: { qualified: boolean; like?: Partial<DemoPerson> },
): Promise<Admitted> {
  const person = { ...invent(), ...like }
  const ins = insOf(person)
  await declare(run, person, ins)
  const known: DemoPerson = qualified ? { ...person, ins: ins.matricule } : person
  const at = hl7Time(daysBefore(3, 2))
  const visit = `E${person.ipp}`
  const bed = String(Number(person.ipp) % 900)
  const stay: DemoStay = { visit, account: `D${visit}`, unit: UNITS.cardiology, room: bed, bed: 'P', admittedAt: at }
  const sender = new MllpSender(run.mllp.identity)
  try {
    await sender.send(identityMessage('A28', known, `${visit}-A28`, at))
    await sender.send(admissionMessage(known, stay, `${visit}-A01`))
  } finally {
    sender.close()
  }
  return { person: known, name: `${person.family} ${person.given}`, visit }
}

function invent(): DemoPerson {
  const letters = Array.from({ length: 6 }, () => String.fromCharCode(65 + Math.floor(Math.random() * 26))).join('')
  const day = String(1 + Math.floor(Math.random() * 28)).padStart(2, '0')
  const year = 1940 + Math.floor(Math.random() * 60)
  return {
    key: letters,
    ipp: String(30_000_000 + Math.floor(Math.random() * 9_999_999)),
    family: `KER${letters}`,
    given: 'ANNAIG',
    birthDate: `${year}-06-${day}`,
    sex: 'F',
    birthPlace: '22070',
    street: '1 RUE DU MOULIN',
    city: 'GUINGAMP',
    postalCode: '22200',
    choices: { feeding: 'INO', consultation: 'IC' },
    generalPractitioner: true,
  }
}

function insOf(person: DemoPerson): Ins {
  const order = String(1 + Math.floor(Math.random() * 998)).padStart(3, '0')
  const positions = `2${person.birthDate.slice(2, 4)}06${person.birthPlace}${order}`
  return { matricule: positions + insKey(positions), oid: TEST_OID }
}

async function declare(run: Run, person: DemoPerson, ins: Ins): Promise<void> {
  const insi = `${run.simulators.insi.adminUrl}/people`
  const people = (await (await fetch(insi)).json()) as unknown[]
  const traits = {
    birthName: person.family,
    firstBirthGivenName: person.given,
    birthGivenNames: person.given,
    birthDate: person.birthDate,
    sex: person.sex,
    birthPlaceCode: person.birthPlace,
  }
  await send(insi, 'PUT', [...people, { ins, traits }])
  await send(`${run.simulators.dmp.adminUrl}/patients`, 'PUT', [{ ins, state: OPEN_DMP }])
}

/** Tells something to a simulator. */
export async function send(url: string, method: string, body?: unknown): Promise<void> {
  const answer = await fetch(url, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  if (!answer.ok) throw new Error(`${method} ${url} : ${answer.status} ${await answer.text()}`)
}
