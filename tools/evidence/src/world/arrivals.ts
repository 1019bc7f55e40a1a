import type { Page, PatientSummary, StayView } from '@anamnese/contracts'
import {
  admissionMessage,
  type DemoPerson,
  type DemoStay,
  daysBefore,
  eventually,
  type GatewaySession,
  hl7Time,
  identityMessage,
  type MllpSender,
  UNITS,
} from '@anamnese/tool-demo'
import type { Inventor, InventedPerson } from './invented'
import type { Partners } from './partners'

export interface Arrival {
  person: InventedPerson
  patientId: string
  stay: DemoStay
}

export interface ArrivalWish extends Partial<DemoPerson> {
  /** the identity comes qualified, with its INS; known of INSi and with an open DMP either way */
  qualified?: boolean
  /** state of the DMP; open and authorised when absent */
  dmp?: 'open' | 'not-authorised' | 'closed' | 'none'
}

const OPEN = {
  exists: true,
  authorization: 'VALIDE',
  attendingPhysician: false,
  status: 'active',
  internetAccount: true,
  healthSpace: true,
} as const

/** New patients, who arrive by HL7 as those of a hospital do, and are known of the national services. */
export class Arrivals {
  constructor(
    private readonly inventor: Inventor,
    private readonly sender: MllpSender,
    private readonly partners: Partners,
    private readonly physician: () => Promise<GatewaySession>,
  ) {}

  /** Admits a new patient in cardiology; the record is found and open for the physician. */
  async admit({ qualified = true, dmp = 'open', ...overrides }: ArrivalWish = {}): Promise<Arrival> {
    const invented = this.inventor.invent(overrides)
    const person: InventedPerson = qualified ? { ...invented, ins: invented.matricule } : invented
    await this.declare(person, dmp)
    const admittedAt = hl7Time(daysBefore(2))
    const stay: DemoStay = {
      visit: `E${person.ipp}`,
      account: `DE${person.ipp}`,
      unit: UNITS.cardiology,
      room: '120',
      bed: 'P',
      admittedAt,
    }
    await this.sender.send(identityMessage('A28', person, `${person.key}-A28`, admittedAt))
    await this.sender.send(admissionMessage(person, stay, `${person.key}-A01`))
    const session = await this.physician()
    const patientId = (await this.find(session, person)).id
    await this.open(session, patientId)
    await eventually('le séjour dans le dossier', async () => {
      const stays = await session.get<StayView[]>(`/api/patients/${patientId}/stays`)
      return stays.find(({ number }) => number === stay.visit)
    })
    return { person, patientId, stay }
  }

  async find(session: GatewaySession, person: DemoPerson): Promise<PatientSummary> {
    return eventually(`le patient ${person.ipp}`, async () => {
      const page = await session.get<Page<PatientSummary>>(`/api/patients?q=${person.ipp}`)
      return page.items.find(({ ipps }) => ipps.some(({ value }) => value === person.ipp))
    })
  }

  /** Opens a record: as a member of the care team, once the stay is known. */
  async open(session: GatewaySession, patientId: string): Promise<void> {
    await eventually('l’ouverture du dossier', () => session.post<object>(`/api/patients/${patientId}/access`))
  }

  private async declare(person: InventedPerson, dmp: NonNullable<ArrivalWish['dmp']>): Promise<void> {
    const ins = { matricule: person.matricule, oid: person.oid }
    if (dmp !== 'none') {
      const state =
        dmp === 'open'
          ? OPEN
          : dmp === 'closed'
            ? ({ ...OPEN, status: 'closed' } as const)
            : ({ ...OPEN, authorization: 'NON_EXISTE' } as const)
      await this.partners.declareDmp({ ins, state })
    }
    await this.partners.declareInsi({
      ins,
      traits: {
        birthName: person.family,
        firstBirthGivenName: person.given,
        birthGivenNames: person.givenNames ?? person.given,
        birthDate: person.birthDate,
        sex: person.sex,
        birthPlaceCode: person.birthPlace,
      },
    })
  }
}
