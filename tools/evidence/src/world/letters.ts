import type { DocumentView, LetterView, OrderView, Page, SaveLetterRequest } from '@anamnese/contracts'
import { eventually, type GatewaySession } from '@anamnese/tool-demo'
import type { Arrival } from './arrivals'

export const SECTIONS = {
  reason: 'Dyspnée d’effort.',
  summary: 'Poussée d’insuffisance cardiaque, évolution favorable sous diurétiques.',
  treatments: 'Furosémide 40 mg le matin.',
  followUp: 'Consultation de cardiologie dans un mois.',
}

export type LetterWish = Omit<SaveLetterRequest, 'version'>
/** The operative report, which has no structured model: a PDF in a CDA of level 1. */
export const OPERATIVE_REPORT = {
  type: '34874-8',
  sections: {
    indication: 'Appendicite aiguë.',
    procedure: 'Appendicectomie par cœlioscopie.',
    course: 'Sans particularité.',
    postoperative: 'Reprise alimentaire le soir même.',
  },
}

type Channel = 'dmp' | 'mssante'
const SETTLED = ['accepted', 'refused', 'not-sent', 'cancelled']

/** Letters written as a physician writes them, and what became of them. */
export class Letters {
  constructor(private readonly physician: () => Promise<GatewaySession>) {}

  /** A draft from the template, with its obligatory sections filled. */
  async draft({ patientId, stay }: Arrival, wish: LetterWish = {}, type?: string): Promise<LetterView> {
    const session = await this.physician()
    await session.post(`/api/patients/${patientId}/access`)
    const draft = await eventually('le brouillon', () =>
      session.post<LetterView>(`/api/patients/${patientId}/letters`, {
        stayNumber: stay.visit,
        ...(type === undefined ? {} : { type }),
      }),
    )
    const sections = type === undefined ? { sections: SECTIONS } : {}
    return session.put<LetterView>(`/api/letters/${draft.id}`, { version: draft.version, ...sections, ...wish })
  }

  async validate({ id }: LetterView): Promise<DocumentView> {
    const session = await this.physician()
    const ready = await eventually('une lettre sans obstacle', async () => {
      const now = await session.get<LetterView>(`/api/letters/${id}`)
      if (now.obstacles.length > 0) throw new Error(now.obstacles.join(' ; '))
      return now
    })
    return session.post<DocumentView>(`/api/letters/${id}/validate`, { version: ready.version })
  }

  /** A letter from beginning to end. */
  async write(arrival: Arrival, wish: LetterWish = {}): Promise<DocumentView> {
    return this.validate(await this.draft(arrival, wish))
  }

  /** The order of a document on a channel, once `until` is true of it; once it is settled when not said. */
  async order(
    channel: Channel,
    documentId: string,
    until: (order: OrderView) => boolean = ({ state }) => SETTLED.includes(state),
    timeoutMs = 45_000,
  ): Promise<OrderView> {
    const session = await this.physician()
    const last: { order?: OrderView | undefined } = {}
    try {
      return await eventually(
        `l’ordre ${channel}`,
        async () => {
          const page = await session.get<Page<OrderView>>(`/api/${channel}/orders?documentId=${documentId}`)
          last.order = page.items[0]
          return page.items.find(until)
        },
        timeoutMs,
      )
    } catch (error) {
      const sentence = last.order === undefined ? 'aucun ordre' : `${last.order.state} – ${last.order.sentence}`
      throw new Error(`${error instanceof Error ? error.message : String(error)} : ${sentence}`)
    }
  }

  /** The same, and it must have been accepted at the other end. */
  async accepted(channel: Channel, documentId: string, timeoutMs?: number): Promise<OrderView> {
    const order = await this.order(channel, documentId, undefined, timeoutMs)
    if (order.state !== 'accepted') throw new Error(`l’ordre ${channel} est ${order.state} : ${order.sentence}`)
    return order
  }

  async orders(channel: Channel, documentId: string): Promise<OrderView[]> {
    const session = await this.physician()
    return (await session.get<Page<OrderView>>(`/api/${channel}/orders?documentId=${documentId}`)).items
  }

  /** One form of a document, from the record of its patient. */
  async content({ id, patientId }: Pick<DocumentView, 'id' | 'patientId'>, form: 'pdf' | 'cda'): Promise<Buffer> {
    const session = await this.physician()
    await session.post(`/api/patients/${patientId}/access`)
    const answer = await session.request('GET', `/api/documents/${id}/content?form=${form}`, undefined, {
      'X-Patient-Id': patientId,
    })
    if (!answer.ok) throw new Error(`forme ${form} du document : ${answer.status}`)
    return Buffer.from(await answer.arrayBuffer())
  }
}
