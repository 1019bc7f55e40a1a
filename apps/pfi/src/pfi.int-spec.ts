import type { Page } from '@anamnese/contracts'
import { NO_FLAGS } from '@anamnese/interop-cda-hl7'
import type { RunningService } from '@anamnese/platform-service'
import { eventually, TestBench } from '@anamnese/platform-testing'
import { testLetter } from '@anamnese/interop-xds/testing'
import { definition } from './definition'
import { MllpDoor } from './inbox/mllp-door'
import type { JobView, MessageView } from './supervision/views'
import { startPartners, type Partners } from './testing/partners'
import { ACCOUNT, authority, DOCTOR, Dpi, mdm, NURSE, pfiEnvironment, send, toMailboxes } from './testing/world'

describe('the PFI', () => {
  let bench: TestBench
  let partners: Partners
  let dpi: Dpi
  let service: RunningService
  let port: number

  beforeAll(async () => {
    ;[bench, partners, dpi] = await Promise.all([
      TestBench.create(['dpi.audit.trail.v1']),
      startPartners(authority, ACCOUNT, [DOCTOR, NURSE]),
      Dpi.open(),
    ])
    service = await bench.start(definition, pfiEnvironment(authority, partners, dpi))
    port = service.app.get(MllpDoor).address!.port
  }, 120_000)
  afterAll(async () => {
    await bench.close()
    await Promise.all([partners.close(), dpi.close()])
  }, 30_000)
  afterEach(async () => {
    await partners.dmp('DELETE', '/failures')
    await partners.mail('DELETE', '/refusals')
  })

  const held = async (documentId: string): Promise<number> =>
    (await partners.documents()).filter(({ entry }) => entry.uniqueId === documentId).length
  const mails = async (mailbox: string): Promise<{ id: string }[]> =>
    (await (await partners.mail('GET', `/messages?mailbox=${mailbox}`)).json()) as { id: string }[]
  const jobs = async (controlId: string): Promise<JobView[]> => {
    const response = await fetch(`${service.url}/pfi/jobs?q=${controlId}`, { headers: await bench.as() })
    return ((await response.json()) as Page<JobView>).items
  }
  const acknowledged = async (controlId: string, count = 1): Promise<ReturnType<Dpi['of']>> =>
    eventually(() => {
      const found = dpi.of(controlId)
      expect(found).toHaveLength(count)
      return found
    }, 20_000)

  it('acknowledges a message, feeds the DMP and tells the DPI', async () => {
    const { controlId, bytes, documentId } = mdm()
    const { ack } = await send(port, bytes)
    expect(ack).toMatchObject({ code: 'AA', controlId, errors: [] })
    expect(await acknowledged(controlId)).toMatchObject([{ event: 'Z01', success: true }])
    expect(await held(documentId)).toBe(1)
  })

  it('sends a document to each mailbox, and tells the DPI of each', async () => {
    const before = (await mails(DOCTOR)).length
    const { controlId, bytes } = mdm(toMailboxes(DOCTOR, NURSE))
    await send(port, bytes)
    const zams = await acknowledged(controlId, 2)
    expect(zams.map(({ event, success, mailbox }) => [event, success, mailbox]).sort()).toEqual([
      ['Z02', true, NURSE],
      ['Z02', true, DOCTOR],
    ])
    const received = await mails(DOCTOR)
    expect(received).toHaveLength(before + 1)
    const raw = await (await partners.mail('GET', `/messages/${received.at(-1)!.id}`)).text()
    expect(raw).toMatch(/^X-MSS-INS: O\r?$/m)
    expect(raw).toMatch(/^X-MSS-CODECDA: 11490-0\r?$/m)
    expect(raw).toMatch(/filename="?IHE_XDM\.ZIP/)
    expect(raw).toMatch(/^Subject: .*XDM\/1(\.|=2E)0\/DDM\+/m)
  })

  it('gives its first answer again to the same MSH-10, and does the work once', async () => {
    const { controlId, bytes, documentId } = mdm()
    const answers = await Promise.all([send(port, bytes), send(port, bytes)])
    answers.push(await send(port, bytes))
    expect(new Set(answers.map((answer) => answer.bytes.toString())).size).toBe(1)
    await acknowledged(controlId)
    expect(await jobs(controlId)).toHaveLength(1)
    expect(await held(documentId)).toBe(1)
  })

  it('refuses at the door what it cannot carry out, with the reason', async () => {
    const unreadable = await send(port, Buffer.from('MSH|^~\\&|A\rxx'))
    expect(unreadable.ack.code).toBe('AR')
    const { bytes } = mdm({ flags: { ...NO_FLAGS, destDmp: true, modifConfCode: true, ackReception: true } })
    const { ack } = await send(port, bytes)
    expect(ack.accepted).toBe(false)
    expect(ack.errors[0]?.text).toMatch(/visibilité|nouvelle version/i)
    const broken = mdm()
    const other = Buffer.from(broken.bytes.toString().replace('279035121518989^', '180032B02040123^'))
    const wrong = await send(port, other)
    expect(wrong.ack.accepted).toBe(false)
    expect(await jobs(broken.controlId)).toEqual([])
    const response = await fetch(`${service.url}/pfi/messages?outcome=refused&q=${broken.controlId}`, {
      headers: await bench.as(),
    })
    expect(((await response.json()) as Page<MessageView>).items).toMatchObject([{ outcome: 'refused' }])
  })

  it('waits for a DMP that is away, and keeps the order of the documents of a patient', async () => {
    await partners.dmp('POST', '/down')
    const sent = [mdm(), mdm(), mdm()]
    for (const { bytes } of sent) expect((await send(port, bytes)).ack.code).toBe('AA')
    await eventually(async () => {
      expect((await jobs(sent[0]!.controlId))[0]).toMatchObject({
        state: 'pending',
        error: { code: 'SOAP.UNREACHABLE' },
      })
    })
    expect((await jobs(sent[1]!.controlId))[0]).toMatchObject({ state: 'pending', attempts: 0 })
    await partners.dmp('POST', '/up')
    for (const { controlId } of sent) await acknowledged(controlId)
    const order = (await partners.documents())
      .filter(({ entry }) => sent.some(({ documentId }) => documentId === entry.uniqueId))
      .sort((one, other) => one.submission - other.submission)
      .map(({ entry }) => entry.uniqueId)
    expect(order).toEqual(sent.map(({ documentId }) => documentId))
  }, 30_000)

  it('does not deposit twice when the answer of the DMP was lost', async () => {
    await partners.dmp('PUT', '/failures', [{ kind: 'lost-answer', times: 1 }])
    const { controlId, bytes, documentId } = mdm()
    await send(port, bytes)
    expect(await acknowledged(controlId)).toMatchObject([{ success: true }])
    expect((await jobs(controlId))[0]).toMatchObject({ state: 'accepted', attempts: 2 })
    expect(await held(documentId)).toBe(1)
  })

  it('replaces in the DMP the version that it is told, and says so to the mailbox', async () => {
    const flags = { ...NO_FLAGS, destDmp: true, destMssPs: true, ackReception: true }
    const first = mdm({ ...toMailboxes(DOCTOR), flags })
    await send(port, first.bytes)
    await acknowledged(first.controlId, 2)
    const number = 880_001
    const cda = testLetter({ number, versionNumber: 2, replaces: { id: first.documentId } })
    const second = mdm({ ...toMailboxes(DOCTOR), flags, document: number, cda, operation: 'replace' })
    // Even when the answer to the deposit is lost, the version is replaced once.
    await partners.dmp('PUT', '/failures', [{ kind: 'lost-answer', service: 'repository', times: 1 }])
    expect((await send(port, second.bytes)).ack).toMatchObject({ code: 'AA' })
    const zams = await acknowledged(second.controlId, 2)
    expect(zams.every(({ success }) => success)).toBe(true)
    const statuses = Object.fromEntries(
      (await partners.documents()).map(({ entry, status }) => [entry.uniqueId, status]),
    )
    expect(statuses).toMatchObject({ [first.documentId]: 'Deprecated', [second.documentId]: 'Approved' })
    const mail = (await mails(DOCTOR)).at(-1)!
    const raw = await (await partners.mail('GET', `/messages/${mail.id}`)).text()
    expect(raw).toMatch(/^In-Reply-To: </m)

    const lost = testLetter({ number: 880_002, versionNumber: 3, replaces: { id: '1.2.250.1.999.1.1.220.4.1' } })
    const third = mdm({ document: 880_002, cda: lost, operation: 'replace' })
    await send(port, third.bytes)
    expect(await acknowledged(third.controlId)).toMatchObject([{ success: false, code: 'XDSDocumentUniqueIdError' }])
  }, 40_000)

  it('tells the DPI what the DMP refused, with its code', async () => {
    await partners.dmp('PUT', '/failures', [
      { kind: 'registry', code: 'XDSUnknownPatientId', message: 'INS inconnue', times: 1 },
    ])
    const { controlId, bytes } = mdm()
    await send(port, bytes)
    expect(await acknowledged(controlId)).toMatchObject([{ event: 'Z01', success: false, code: 'XDSUnknownPatientId' }])
    expect((await jobs(controlId))[0]).toMatchObject({ state: 'refused', attempts: 1 })
  })

  it('takes a document that was already there, from another message, for a refusal', async () => {
    const first = mdm({ document: 77001 })
    await send(port, first.bytes)
    await acknowledged(first.controlId)
    const again = mdm({ document: 77001, controlId: 'MSG77001BIS' })
    await send(port, again.bytes)
    expect(await acknowledged(again.controlId)).toMatchObject([
      { success: false, code: 'XDSDuplicateUniqueIdInRegistry' },
    ])
  })

  it('tries again when the DMP is busy or fails, and when the operator defers', async () => {
    await partners.dmp('PUT', '/failures', [
      { kind: 'registry', code: 'XDSRegistryBusy', times: 1 },
      { kind: 'http', status: 503, times: 1 },
    ])
    await partners.mail('PUT', '/refusals', [
      { stage: 'rcpt', address: NURSE, code: 451, message: '4.3.0 Try again', times: 1 },
    ])
    const { controlId, bytes } = mdm({
      ...toMailboxes(NURSE),
      flags: { ...NO_FLAGS, destDmp: true, destMssPs: true, ackReception: true },
    })
    await send(port, bytes)
    const zams = await acknowledged(controlId, 2)
    expect(zams.every(({ success }) => success)).toBe(true)
    const attempts = Object.fromEntries((await jobs(controlId)).map((job) => [job.channel, job.attempts]))
    expect(attempts).toEqual({ DMP: 3, MSS_PRO: 2 })
  }, 30_000)

  it('tells the DPI of an unknown mailbox, without holding the others', async () => {
    const lost = 'inconnu@medecin.mssante.example'
    const { controlId, bytes } = mdm(toMailboxes(lost, DOCTOR))
    await send(port, bytes)
    const zams = await acknowledged(controlId, 2)
    expect(zams.find(({ mailbox }) => mailbox === lost)).toMatchObject({ success: false, code: '550' })
    expect(zams.find(({ mailbox }) => mailbox === DOCTOR)).toMatchObject({ success: true })
  })

  it('keeps an acknowledgement until the DPI takes it, and what the DPI refuses is not sent for ever', async () => {
    await dpi.close()
    const { controlId, bytes } = mdm()
    await send(port, bytes)
    await eventually(async () => {
      expect((await jobs(controlId))[0]).toMatchObject({ state: 'accepted' })
    })
    await eventually(async () => {
      const links = (await (await fetch(`${service.url}/pfi/links`, { headers: await bench.as() })).json()) as {
        name: string
        queued: number
        connected: boolean
      }[]
      expect(links.find(({ name }) => name.includes('DPI'))).toMatchObject({ queued: 1, connected: false })
    })
    dpi = await dpi.reopen()
    await acknowledged(controlId)
    dpi.refusing = true
    const refused = mdm()
    await send(port, refused.bytes)
    await eventually(async () => {
      const zam = await bench.collection('zams').findOne({ originalControlId: refused.controlId })
      expect(zam).toMatchObject({ state: 'refused' })
    })
    dpi.refusing = false
  }, 30_000)

  it('lets a person hasten an attempt, and shows no identity', async () => {
    await partners.dmp('PUT', '/failures', [{ kind: 'http', status: 503, times: 5 }])
    const { controlId, bytes } = mdm()
    await send(port, bytes)
    const waiting = await eventually(async () => {
      const [job] = await jobs(controlId)
      expect(job).toMatchObject({ state: 'pending', canRetry: true, error: { code: 'SOAP.HTTP_STATUS' } })
      return job!
    })
    await partners.dmp('DELETE', '/failures')
    const headers = await bench.as()
    const response = await fetch(`${service.url}/pfi/jobs/${waiting.id}/retry`, { method: 'POST', headers })
    expect(response.status).toBe(200)
    await acknowledged(controlId)
    const done = await fetch(`${service.url}/pfi/jobs/${waiting.id}/retry`, { method: 'POST', headers })
    expect(done.status).toBe(409)
    const text = JSON.stringify(await jobs(controlId))
    expect(text).not.toMatch(/PAT-TROIS|279035121518989/)
    const forbidden = await fetch(`${service.url}/pfi/jobs`, { headers: await bench.as({ permissions: [] }) })
    expect(forbidden.status).toBe(403)
  }, 30_000)
})
