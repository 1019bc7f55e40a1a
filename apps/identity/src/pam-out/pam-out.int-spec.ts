import type { OutgoingDetail, OutgoingView, Page, SubscriberRequest, SubscriberView } from '@anamnese/contracts'
import { ChoicesChanged } from '@anamnese/contracts'
import { Hl7Message, readAck } from '@anamnese/interop-hl7v2'
import { MllpClient } from '@anamnese/interop-mllp'
import { eventually, TestBench } from '@anamnese/platform-testing'
import type { RunningService } from '@anamnese/platform-service'
import { definition } from '../definition'
import { PamDoor } from '../pam/pam-door'
import { a01, a28, a31, a40, a47, insId, ipp, MATRICULE, OTHER_MATRICULE } from '../test/messages'
import { TestSubscriber } from '../test/subscriber'

describe('what changes here is told to those who asked for it', () => {
  let bench: TestBench
  let service: RunningService
  let gam: MllpClient
  const partners: TestSubscriber[] = []

  beforeAll(async () => {
    bench = await TestBench.create([
      'dpi.identity.patient.v1',
      'dpi.identity.movement.v1',
      'dpi.identity.consent.v1',
      'dpi.consent.choices.v1',
      'dpi.audit.trail.v1',
      'dpi.identity.dead-letter.v1',
    ])
    service = await bench.start(definition, { INS_TEST_OIDS: 'true', PAM_OUT_ANSWER_TIMEOUT_SECONDS: '1' })
    gam = new MllpClient(service.app.get(PamDoor).address!)
  }, 60_000)
  afterAll(async () => {
    gam.close()
    for (const partner of partners) await partner.down()
    await bench.close()
  }, 60_000)

  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const request = { method, headers: await bench.as(), ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
    const answer = await fetch(`${service.url}${path}`, request)
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${String(answer.status)} ${text}`)
    return (text === '' ? undefined : JSON.parse(text)) as T
  }
  let counter = 0
  const subscribe = async (
    changes: Partial<SubscriberRequest> = {},
    partner = new TestSubscriber(),
  ): Promise<{ partner: TestSubscriber; view: SubscriberView }> => {
    await partner.up()
    partners.push(partner)
    const request: SubscriberRequest = {
      name: `ABONNÉ ${String(++counter)}`,
      host: '127.0.0.1',
      port: partner.port,
      tls: false,
      application: `APP${String(counter)}`,
      facility: '220000012',
      charset: 'UNICODE UTF-8',
      ackMode: 'original',
      events: [],
      domains: [],
      ...changes,
    }
    return { partner, view: await call<SubscriberView>('POST', '/identity/subscribers', request) }
  }
  const quit = async ({ partner, view }: { partner: TestSubscriber; view: SubscriberView }): Promise<void> => {
    await call('DELETE', `/identity/subscribers/${view.id}`)
    await partner.down()
  }
  const say = async (text: string): Promise<void> => {
    const ack = readAck(Hl7Message.parse(await gam.send(Buffer.from(text))))
    if (ack.code !== 'AA') throw new Error(JSON.stringify(ack))
  }
  const outgoing = (subscriberId: string, more = ''): Promise<Page<OutgoingView>> =>
    call('GET', `/identity/outgoing?subscriberId=${subscriberId}${more}`)
  const told = (partner: TestSubscriber, patient: string, events: string[]): Promise<void> =>
    eventually(() => {
      expect(partner.of(patient).map((message) => message.type.event)).toEqual(events)
    }, 15_000)

  it('creation, qualification, movement, change and withdrawal of the INS, merge, in this order, each once', async () => {
    const one = await subscribe()
    const { partner } = one
    await say(a28({ ipp: '100', ins: null, reliability: 'PROV', recordedAt: '20260310080000' }))
    await told(partner, '100', ['A28'])
    await say(a31({ ipp: '100', recordedAt: '20260310081000' }))
    await told(partner, '100', ['A28', 'A31'])
    await say(a01({ ipp: '100', recordedAt: '20260310081500' }, 'MVT100'))
    await told(partner, '100', ['A28', 'A31', 'A31', 'A01'])
    await say(a47(insId(MATRICULE), { ipp: '100', ins: OTHER_MATRICULE, recordedAt: '20260310082000' }))
    const afterChange = ['A28', 'A31', 'A31', 'A01', 'A47']
    await told(partner, '100', afterChange)
    const deletion = { ipp: '100', ins: null, more: [insId('""')], reliability: 'PROV', recordedAt: '20260310083000' }
    await say(a47(insId(OTHER_MATRICULE), deletion))
    await told(partner, '100', [...afterChange, 'A47'])
    await say(a28({ ipp: '101', ins: null, names: 'PAT-TROIS^DOMINIQUE^DOMINIQUE^^^^L', recordedAt: '20260310084000' }))
    await told(partner, '101', ['A28'])
    await say(a40('101', { ipp: '100', ins: null, reliability: 'PROV', recordedAt: '20260310085000' }))
    await told(partner, '100', [...afterChange, 'A47', 'A40'])
    const [, , , admission, change, withdrawal, merge] = partner.of('100')
    expect(admission?.get('PV1-19')).toBe('9000001')
    expect(admission?.get('ZBE-1')).toBe('MVT100')
    expect(admission?.get('PID-3(2)')).toBe(MATRICULE)
    expect([change?.get('PID-3(2)'), change?.get('MRG-1')]).toEqual([OTHER_MATRICULE, MATRICULE])
    expect([withdrawal?.patch('PID-3(2)'), withdrawal?.get('MRG-1')]).toEqual([null, OTHER_MATRICULE])
    expect(merge?.get('MRG-1')).toBe('101')
    expect(partner.errors).toEqual([])
    expect(partner.repeated).toEqual([])
    await quit(one)
  }, 60_000)

  it('a subscriber is not told back what it said, the others are', async () => {
    const source = await subscribe({ application: 'GAM', facility: '220000012' })
    const other = await subscribe()
    await say(a28({ ipp: '200', ins: null }))
    await say(a01({ ipp: '200', ins: null }, 'MVT200'))
    await told(other.partner, '200', ['A28', 'A31', 'A01'])
    await say(a28({ ipp: '201', ins: null, sender: 'LABO' }))
    await told(source.partner, '201', ['A28'])
    expect(source.partner.of('200')).toEqual([])
    await quit(source)
    await quit(other)
  }, 60_000)

  it('choices of the patient go in ZFA, unless the subscriber said them', async () => {
    const source = await subscribe({ application: 'GAM', facility: '220000012' })
    const other = await subscribe()
    await say(a01({ ipp: '300', ins: null }, 'MVT300'))
    await told(other.partner, '300', ['A28', 'A01'])
    const stored = await bench.collection('patients').findOne({ ippKeys: '300^GAM&220000012' })
    const patientId = String(stored!._id)
    await bench.publish(ChoicesChanged, patientId, {
      patientId,
      establishment: '220000020',
      version: 1,
      dmpStatus: 'ACTIF',
      feeding: 'not-opposed',
      feedingAt: '2026-03-10T07:12:00Z',
      consultation: 'accepted',
      consultationAt: '2026-03-10T07:12:00Z',
      recordedBy: 'Gestion administrative (ZFA)',
      changedAt: '2026-03-10T07:12:00Z',
    })
    await told(other.partner, '300', ['A28', 'A01', 'A31'])
    expect(other.partner.of('300').at(-1)?.get('ZFA-9')).toBe('INO')
    expect(source.partner.of('300')).toEqual([])
    await quit(source)
    await quit(other)
  }, 60_000)

  it('only the events and the domains that it wants', async () => {
    const identities = await subscribe({ events: ['A28', 'A40'] })
    const elsewhere = await subscribe({ domains: ['LABO'] })
    const everything = await subscribe()
    await say(a28({ ipp: '400', ins: null, recordedAt: '20260310080000' }))
    await told(everything.partner, '400', ['A28'])
    await say(a01({ ipp: '400', ins: null, recordedAt: '20260310100000' }, 'MVT400'))
    await told(everything.partner, '400', ['A28', 'A31', 'A01'])
    expect(identities.partner.of('400').map((message) => message.type.event)).toEqual(['A28'])
    expect(elsewhere.partner.received).toEqual([])
    await quit(identities)
    await quit(elsewhere)
    await quit(everything)
  }, 60_000)

  it('in ISO-8859-15 with the two acknowledgements, as in UTF-8 with one', async () => {
    const enhanced = await subscribe({ ackMode: 'enhanced', charset: '8859/15' })
    const accept = await subscribe({ ackMode: 'accept' })
    const name = 'PAT-TROIS^DOMINIQUE^DOMINIQUE^^^^L~LE GOËFF^^^^^^D'
    await say(a28({ ipp: '500', ins: null, names: name }))
    await told(enhanced.partner, '500', ['A28'])
    await told(accept.partner, '500', ['A28'])
    const [message] = enhanced.partner.of('500')
    expect(message?.charset).toBe('8859/15')
    expect([message?.get('MSH-15'), message?.get('MSH-16')]).toEqual(['AL', 'AL'])
    for (const { view } of [enhanced, accept]) {
      await eventually(async () => {
        expect((await outgoing(view.id)).items.map((item) => item.state)).toEqual(['accepted'])
      })
    }
    await quit(enhanced)
    await quit(accept)
  }, 60_000)

  it('a refusal stops this patient until a person decides, and no other one', async () => {
    const one = await subscribe()
    const { partner, view } = one
    partner.stubborn.set('600', 'AE')
    await say(a28({ ipp: '600', ins: null, recordedAt: '20260310080000' }))
    await told(partner, '600', ['A28'])
    await say(a31({ ipp: '600', ins: null, sex: 'M', recordedAt: '20260310081000' }))
    await say(a28({ ipp: '601', ins: null }))
    await told(partner, '601', ['A28'])
    const { items } = await eventually(async () => {
      const found = await outgoing(view.id, '&state=refused')
      expect(found.items).toHaveLength(1)
      expect(found.items[0]!.blocking).toBe(1)
      return found
    })
    const [stopped] = items
    expect(stopped).toMatchObject({ event: 'A28', reason: { code: 'HL7.204' } })
    expect(stopped!.status).toContain('Refus du destinataire')
    const [listed] = (await call<SubscriberView[]>('GET', '/identity/subscribers')).filter(({ id }) => id === view.id)
    expect(listed!.queue).toMatchObject({ waiting: 1, refused: 1 })
    partner.stubborn.clear()
    await call('POST', `/identity/outgoing/${stopped!.id}/resend`)
    await told(partner, '600', ['A28', 'A28', 'A31'])
    const [first, again] = partner.of('600')
    expect(again?.controlId).not.toBe(first?.controlId)
    const detail = await call<OutgoingDetail>('GET', `/identity/outgoing/${stopped!.id}`)
    expect(detail.text).toContain('ADT^A28^ADT_A05')
    expect(detail.answer).toContain('MSA|AA')
    await quit(one)
  }, 60_000)

  it('a person may give a message up, and says why', async () => {
    const one = await subscribe()
    const { partner, view } = one
    partner.stubborn.set('650', 'AE')
    await say(a28({ ipp: '650', ins: null, recordedAt: '20260310080000' }))
    const { items } = await eventually(async () => {
      const found = await outgoing(view.id, '&state=refused')
      expect(found.items).toHaveLength(1)
      return found
    })
    const path = `/identity/outgoing/${items[0]!.id}/skip`
    await expect(call('POST', path, { reason: 'x' })).rejects.toThrow('400')
    partner.stubborn.clear()
    await call('POST', path, { reason: 'Patient créé à la main chez le destinataire.' })
    await say(a31({ ipp: '650', ins: null, sex: 'M', recordedAt: '20260310081000' }))
    await told(partner, '650', ['A28', 'A31'])
    await expect(call('POST', path, { reason: 'Encore une fois.' })).rejects.toThrow('OUTGOING.SETTLED')
    await quit(one)
  }, 60_000)

  it('a partner that is down, silent or busy gets the same message later, under the same number', async () => {
    const one = await subscribe()
    const { partner, view } = one
    await partner.down()
    await say(a28({ ipp: '700', ins: null, recordedAt: '20260310080000' }))
    await say(a28({ ipp: '701', ins: null }))
    await eventually(async () => {
      const [listed] = (await call<SubscriberView[]>('GET', '/identity/subscribers')).filter(({ id }) => id === view.id)
      expect(listed!.link.lastError?.message).toContain('injoignable')
      expect(listed!.queue).toMatchObject({ waiting: 2, refused: 0 })
    }, 10_000)
    partner.answers = ['AR 207', 'silence']
    await partner.up()
    await eventually(() => {
      expect(partner.received.map((message) => message.get('PID-3')).sort()).toEqual(['700', '701'])
      expect(partner.repeated).toHaveLength(1)
    }, 30_000)
    await eventually(async () => {
      expect((await outgoing(view.id)).items.map((item) => item.state)).toEqual(['accepted', 'accepted'])
    })
    await quit(one)
  }, 90_000)

  it('a subscriber that is paused keeps its queue until it is resumed', async () => {
    const one = await subscribe()
    await call('POST', `/identity/subscribers/${one.view.id}/pause`, { paused: true })
    await eventually(async () => {
      const [listed] = (await call<SubscriberView[]>('GET', '/identity/subscribers')).filter(
        (s) => s.id === one.view.id,
      )
      expect(listed!.paused).toBe(true)
    })
    await new Promise((resolve) => setTimeout(resolve, 300))
    await say(a28({ ipp: '800', ins: null }))
    await eventually(async () => {
      expect((await outgoing(one.view.id)).items).toHaveLength(1)
    })
    expect(one.partner.received).toEqual([])
    await call('POST', `/identity/subscribers/${one.view.id}/pause`, { paused: false })
    await told(one.partner, '800', ['A28'])
    await quit(one)
  }, 60_000)

  it('settings are checked, and two administrators do not overwrite one another', async () => {
    const one = await subscribe()
    const { id: _id, paused: _paused, link: _link, queue: _queue, ...settings } = one.view
    await expect(call('POST', '/identity/subscribers', { ...settings, name: 'X', events: ['A08'] })).rejects.toThrow(
      '400',
    )
    await expect(call('POST', '/identity/subscribers', settings)).rejects.toThrow('SUBSCRIBER.NAME')
    await call('PUT', `/identity/subscribers/${one.view.id}`, { ...settings, charset: '8859/15' })
    await expect(call('PUT', `/identity/subscribers/${one.view.id}`, { ...settings, name: 'AUTRE' })).rejects.toThrow(
      'SUBSCRIBER.CONFLICT',
    )
    expect(ipp('1')).toContain('GAM')
    await quit(one)
  }, 60_000)
})
