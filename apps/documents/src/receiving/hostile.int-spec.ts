import type { Problem } from '@anamnese/contracts'
import { eventually } from '@anamnese/platform-testing'
import { zipOf } from '../testing/archives'
import { foreignCda, testIns } from '../testing/foreign-cda'
import { ReceptionDesk } from '../testing/reception-desk'

let desk: ReceptionDesk
beforeAll(async () => {
  desk = await ReceptionDesk.open({ RECEIVED_MAX_BYTES: '20000000' })
}, 60_000)
afterAll(async () => desk.close(), 30_000)

const good = (number: number): Buffer => foreignCda(number, { patient: { ins: testIns(1) } })
const text = (number: number): string => good(number).toString('utf8')
const withDoctype = (subset: string, content: string): Buffer =>
  Buffer.from(
    text(9)
      .replace(/(<\?xml[^>]*\?>)/, `$1<!DOCTYPE ClinicalDocument [${subset}]>`)
      .replace(/<title>[^<]*/, `<title>${content}`),
  )
const laughs = Array.from({ length: 12 }, (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`).join(
  '',
)

describe('hostile bytes are refused with a reason, kept, and nothing else stops', () => {
  const cases: [string, () => Buffer | Promise<Buffer>, string][] = [
    [
      'an external entity',
      () => withDoctype('<!ENTITY x SYSTEM "file:///etc/passwd">', '&x;'),
      'XML.DOCTYPE_FORBIDDEN',
    ],
    ['a billion laughs', () => withDoctype(`<!ENTITY l0 "lol">${laughs}`, '&l12;'), 'XML.DOCTYPE_FORBIDDEN'],
    [
      'an external DTD',
      () => Buffer.from(text(9).replace('?>', '?><!DOCTYPE a SYSTEM "http://127.0.0.1:9/x">')),
      'XML.DOCTYPE_FORBIDDEN',
    ],
    [
      'bytes that are not UTF-8',
      () => Buffer.concat([good(9).subarray(0, 400), Buffer.from([0xc3, 0x28, 0xff]), good(9).subarray(400)]),
      'XML.ENCODING',
    ],
    ['elements nested without end', () => Buffer.from(`<?xml version="1.0"?>${'<a>'.repeat(100_000)}`), 'XML.TOO_DEEP'],
    ['a document cut in the middle', () => good(9).subarray(0, 1500), 'XML.MALFORMED'],
    ['XML that is no CDA', () => Buffer.from('<?xml version="1.0"?><facture/>'), 'CDA.NOT_A_CDA'],
    [
      'a zip that inflates',
      () => zipOf([{ name: 'IHE_XDM/SUBSET01/METADATA.XML', bytes: Buffer.alloc(30_000_000) }]),
      'XDM.SUSPICIOUS',
    ],
    ['a zip without metadata', () => zipOf([{ name: 'A.TXT', bytes: Buffer.from('x') }]), 'XDM.NO_METADATA'],
    [
      'a zip that is none',
      () => Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(500, 1)]),
      'XDM.NOT_A_ZIP',
    ],
    ['a program', () => Buffer.from('7f454c46020101000000000000000000', 'hex'), 'CONTENT.UNKNOWN'],
  ]
  it.each(cases)('%s', async (_name, make, code) => {
    const bytes = await make()
    const { status, body } = await desk.receive(bytes)
    expect(status).toBe(201)
    expect(body).toMatchObject({ state: 'refused', reason: { code } })
    expect(body.size).toBe(bytes.length)
    expect(JSON.stringify(body)).not.toContain('root:')
  })

  it('a base64 of a hundred megabytes is not even read', async () => {
    const huge = Buffer.alloc(100_000_000, 'A')
    const { status, body } = await desk
      .receive(huge)
      .catch(() => ({ status: 413, body: { code: 'DOCUMENT.TOO_LARGE' } }))
    expect(status).toBe(413)
    expect((body as unknown as Problem).code).toBe('DOCUMENT.TOO_LARGE')
  })

  it('nothing is asked of an empty file', async () => {
    const { status, body } = await desk.receive(Buffer.alloc(0))
    expect([status, (body as unknown as Problem).code]).toEqual([422, 'DOCUMENT.EMPTY'])
  })

  it('a page announced as a PDF is kept, marked, and never served as one', async () => {
    const patientId = await desk.knows(1)
    const page = Buffer.from('<html><script>alert(1)</script></html>')
    const cda = foreignCda(50, { patient: { ins: testIns(1) }, body: { mediaType: 'application/pdf', bytes: page } })
    const { body } = await desk.receive(cda)
    expect(body).toMatchObject({ state: 'integrated' })
    expect(body.findings.map(({ rule }) => rule)).toContain('CONTENT.NOT_A_PDF')
    const [document] = await desk.documentsOf(patientId)
    expect(document?.forms).toEqual(['cda'])
  })

  it('after all that a good document is integrated at once', async () => {
    const { body } = await desk.receive(good(60))
    expect(body.state).toBe('integrated')
  })

  it('an event whose bytes are gone does not stop those that follow', async () => {
    const lost = await desk.arrives(undefined, {
      content: {
        id: '6745c0de0000000000000009',
        sha256: 'd'.repeat(64),
        size: 10,
        mediaType: 'text/xml',
        wrappedKey: 'AAAA',
      },
    })
    const next = await desk.arrives(good(61))
    expect((await desk.ends(next)).state).toBe('integrated')
    expect(await desk.ends(lost)).toMatchObject({
      state: 'refused',
      reason: { code: expect.stringMatching(/^BLOB/) as string },
    })
  })
})

describe('an examination that always ends the process or fails by a fault of ours', () => {
  it('is given up after a few tries, the document kept and said to be', async () => {
    const id = await desk.arrives(good(62), { receivedAt: '2026-11-25T10:00:00Z', action: 'initial' })
    await desk.ends(id)
    const due = { $set: { state: 'received', attempts: 5, dueAt: new Date() } }
    await desk.bench.collection('arrivals').updateOne({ _id: id as never }, due)
    await eventually(async () => {
      const failed = await desk.ends(id)
      expect(failed).toMatchObject({ state: 'failed', reason: { code: 'EXAMINATION.FAILED' } })
    }, 10_000)
  })
})
