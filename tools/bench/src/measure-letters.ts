import type { DocumentView, LetterView, OrderView, Page, PatientSummary, StayView } from '@anamnese/contracts'
import {
  admissionMessage,
  type DemoPerson,
  eventually,
  GatewaySession,
  hl7Time,
  identityMessage,
  MllpSender,
  PEOPLE,
} from '@anamnese/tool-demo'
import type { StoredDocument } from '@anamnese/tool-sim-dmp'
import type { RunDescription } from '@anamnese/tool-stack'
import type { BenchOptions } from './options'
import { benchPerson, benchStay } from './people'
import { percentile, rounded } from './statistics'

export interface LetterFigures {
  letters: number
  patients: number
  /** from the request to validate to the reception by the DMP, in milliseconds */
  inDmpP50Ms: number
  inDmpP95Ms: number
  inDmpMaxMs: number
  /** from the request to validate to its answer */
  validateP50Ms: number
  validateP95Ms: number
}

const LETTERS_PER_PATIENT = 10
const SECTIONS = {
  reason: 'Mesure.',
  summary: 'Synthèse de quelques lignes, de la longueur d’un court séjour. '.repeat(10),
  treatments: 'Aucun changement.',
  followUp: 'Consultation dans un mois.',
}

/** Letters validated one after the other by one physician, each followed to the DMP. */
export async function measureLetters(run: RunDescription, { letters }: BenchOptions): Promise<LetterFigures> {
  const session = await GatewaySession.signIn(run.gateway, PEOPLE.physician)
  const admin = run.simulators['dmp']?.['adminUrl'] ?? ''
  const patients = Math.ceil(letters / LETTERS_PER_PATIENT)
  const sent: { document: DocumentView; asked: number; answered: number }[] = []
  for (let n = 0; n < patients; n++) {
    const patientId = await admit(run, session, admin, benchPerson(920_000 + n))
    const { visit } = benchStay(benchPerson(920_000 + n))
    for (let i = 0; i < LETTERS_PER_PATIENT && sent.length < letters; i++) {
      const ready = await draft(session, patientId, visit)
      const asked = Date.now()
      const document = await session.post<DocumentView>(`/api/letters/${ready.id}/validate`, { version: ready.version })
      sent.push({ document, asked, answered: Date.now() })
      await eventually('la lettre dans le DMP', async () => {
        const page = await session.get<Page<OrderView>>(`/api/dmp/orders?documentId=${document.id}`)
        const state = page.items[0]?.state
        if (state === 'refused' || state === 'not-sent') throw new Error(page.items[0]?.sentence)
        return state === 'accepted' ? true : undefined
      })
    }
  }
  const stored = (await (await fetch(`${admin}/documents`)).json()) as StoredDocument[]
  const received = new Map(stored.map(({ entry, receivedAt }) => [entry.uniqueId, Date.parse(receivedAt)]))
  const delays = sent.map(({ document, asked }) => (received.get(document.oid) ?? Number.NaN) - asked)
  if (delays.some(Number.isNaN)) throw new Error('une lettre validée n’est pas dans le DMP')
  const validation = sent.map(({ asked, answered }) => answered - asked)
  return {
    letters: sent.length,
    patients,
    inDmpP50Ms: rounded(percentile(delays, 0.5)),
    inDmpP95Ms: rounded(percentile(delays, 0.95)),
    inDmpMaxMs: rounded(percentile(delays, 1)),
    validateP50Ms: rounded(percentile(validation, 0.5)),
    validateP95Ms: rounded(percentile(validation, 0.95)),
  }
}

/** A patient who arrives by HL7, known of the DMP, whose record is open. */
export async function admit(
  run: RunDescription,
  session: GatewaySession,
  admin: string,
  person: DemoPerson,
): Promise<string> {
  const stay = benchStay(person)
  const state = { exists: true, authorization: 'VALIDE', status: 'active', attendingPhysician: false }
  const ins = { matricule: person.ins, oid: '1.2.250.1.213.1.4.10' }
  await fetch(`${admin}/patients`, {
    method: 'PUT',
    body: JSON.stringify([{ ins, state: { ...state, internetAccount: true, healthSpace: true } }]),
  })
  const sender = new MllpSender(run.mllp.identity)
  await sender.send(identityMessage('A28', person, `${person.key}-A28`, hl7Time(new Date())))
  await sender.send(admissionMessage(person, stay, `${person.key}-A01`))
  sender.close()
  const { id } = await eventually('le patient mesuré', async () => {
    const page = await session.get<Page<PatientSummary>>(`/api/patients?q=${person.ipp}`)
    return page.items[0]
  })
  await eventually('le dossier mesuré', () => session.post<object>(`/api/patients/${id}/access`))
  await eventually('le séjour mesuré', async () => {
    const stays = await session.get<StayView[]>(`/api/patients/${id}/stays`)
    return stays.find(({ number }) => number === stay.visit)
  })
  return id
}

/** A letter ready to be validated. */
export async function draft(session: GatewaySession, patientId: string, stayNumber: string): Promise<LetterView> {
  const created = await eventually('le brouillon', () =>
    session.post<LetterView>(`/api/patients/${patientId}/letters`, { stayNumber }),
  )
  const saved = await session.put<LetterView>(`/api/letters/${created.id}`, {
    version: created.version,
    sections: SECTIONS,
  })
  return eventually('une lettre sans obstacle', async () => {
    const now = await session.get<LetterView>(`/api/letters/${saved.id}`)
    return now.obstacles.length === 0 ? now : undefined
  })
}
