import { createHash } from 'node:crypto'
import type { Problem, ProduceDocumentResponse } from '@anamnese/contracts'
import { eventually } from '@anamnese/platform-testing'
import { Desk, type DeskActor, inRecord } from '../testing/desk'

const LAB: DeskActor = {
  kind: 'client',
  id: 'labo',
  name: 'Laboratoire BIO OUEST',
  permissions: ['document.write', 'document.validate', 'document.read'],
}
const AUTHOR = {
  idNat: '810100000008',
  family: 'KERVADEC',
  given: 'Maëlle',
  prefix: 'DR',
  specialty: { code: 'G15_10/SM04' },
}
const SECTIONS = {
  reason: 'Douleur thoracique',
  summary: 'Évolution simple.',
  treatments: 'BISOPROLOL 2,5 mg.',
  followUp: 'À un mois.',
}

describe('a document in one call', () => {
  let desk: Desk
  const stay = 'one-call'

  beforeAll(async () => {
    desk = await Desk.open()
    await desk.arrive(stay)
  }, 60_000)
  afterAll(async () => desk.close(), 30_000)

  type Produced = ProduceDocumentResponse & Problem
  const body = (change: object = {}) => ({
    type: '11490-0',
    stayNumber: stay,
    author: AUTHOR,
    sections: SECTIONS,
    ...change,
  })
  async function produce(
    request: object,
    { key, actor = LAB, patientId = stay }: { key?: string; actor?: DeskActor; patientId?: string } = {},
  ) {
    const response = await fetch(`${desk.url}/patients/${patientId}/documents/produce`, {
      method: 'POST',
      headers: { ...(await desk.bench.as(actor)), ...(key === undefined ? {} : { 'Idempotency-Key': key }) },
      body: JSON.stringify(request),
    })
    return { status: response.status, body: (await response.json()) as Produced }
  }
  const fieldsOf = ({ body: { errors } }: { body: Produced }) => errors?.map(({ field }) => field)
  const draftsNow = () => desk.bench.collection('letters').countDocuments({ state: 'draft' })

  it('is created, validated and sent for a program, in the name of the professional whom it names', async () => {
    const recipients = [{ idNat: '810100000016', family: 'TANGUY', given: 'PAUL' }]
    const { status, body: produced } = await produce(body({ recipients, maskedToProfessionals: true }))
    expect(status).toBe(201)
    expect(produced).toMatchObject({
      replayed: false,
      document: {
        title: 'Lettre de liaison à la sortie',
        validator: { idNat: AUTHOR.idNat },
        maskedToProfessionals: true,
      },
      consequences: [expect.stringContaining('DMP'), expect.stringContaining('paul.tanguy@medecin.mssante.example')],
    })
    const event = await desk.eventOf(produced.document!.id)
    expect(event).toMatchObject({
      author: { idNat: AUTHOR.idNat, specialty: { display: expect.any(String) as string } },
      sendToDmp: true,
      sendToProfessionals: true,
    })
    await eventually(() => {
      expect(desk.traces.map(({ data }) => data)).toContainEqual(
        expect.objectContaining({
          action: 'document.produce',
          partner: LAB.name,
          detail: 'Signé par DR Maëlle KERVADEC (810100000008)',
        }),
      )
    })
  })

  it('is made once, whatever the number of calls with the same key', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => produce(body(), { key: 'k-once' })))
    const again = await produce(body(), { key: 'k-once' })
    expect(again).toMatchObject({ status: 201, body: { replayed: true } })
    for (const { status, body: answer } of answers) {
      expect([201, 409]).toContain(status)
      if (status === 201) expect(answer.document?.id).toBe(again.body.document?.id)
    }
    await desk.eventOf(again.body.document!.id)
    expect(await desk.bench.collection('letters').countDocuments({ _id: again.body.letterId as never })).toBe(1)
    const other = await produce(body({ title: 'Autre' }), { key: 'k-once' })
    expect(other).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY.OTHER_REQUEST' } })
    const neighbour = await produce(body({ title: 'Autre' }), { key: 'k-once', actor: { ...LAB, id: 'radio' } })
    expect(neighbour).toMatchObject({ status: 201, body: { replayed: false } })
  })

  it('goes on where it was cut, with the same key', async () => {
    const first = await produce(body({ title: 'Coupée' }), { key: 'k-cut' })
    const letters = desk.bench.collection('letters')
    const orders = desk.bench.collection('produce_orders')
    const [letter, order] = await Promise.all([
      letters.findOne({ _id: first.body.letterId as never }),
      orders.findOne({ letterId: first.body.letterId }),
    ])
    // As a stop after the draft was created leaves it: an order, and a letter that has its template alone.
    const { documentId: _document, ...draft } = letter!
    await letters.insertOne({ ...draft, _id: 'cut-letter' as never, state: 'draft', version: 1, sections: {} })
    const id = createHash('sha256').update('client labo k-again').digest('hex')
    await orders.insertOne({ ...order!, _id: id as never, letterId: 'cut-letter' })
    const { status, body: produced } = await produce(body({ title: 'Coupée' }), { key: 'k-again' })
    expect(status).toBe(201)
    expect(produced).toMatchObject({ letterId: 'cut-letter', replayed: false, document: { title: 'Coupée' } })
    const saved = await letters.findOne({ _id: 'cut-letter' as never })
    expect(saved).toMatchObject({ state: 'validated', sections: SECTIONS })
  })

  it('that is wrong is refused field by field, and leaves nothing', async () => {
    const before = await draftsNow()
    const refused = await produce(
      body({
        type: '11490-0',
        stayNumber: 'NOWHERE',
        author: { ...AUTHOR, idNat: '810100000009', specialty: { code: 'G15_10/SM99X' } },
        sections: { reason: 'x', colour: 'bleu', summary: 'mot 漢', treatments: ' ' },
      }),
      { key: 'k-wrong' },
    )
    expect(refused).toMatchObject({ status: 422, body: { code: 'PRODUCE.INVALID' } })
    expect(fieldsOf(refused)).toEqual([
      'stayNumber',
      'author.idNat',
      'author.specialty.code',
      'sections.colour',
      'sections.summary',
      'sections.treatments',
      'sections.followUp',
    ])
    expect(fieldsOf(await produce(body({ type: 'XYZ' })))).toEqual(['type'])
    expect(fieldsOf(await produce(body({ author: undefined })))).toEqual(['author'])
    expect(await draftsNow()).toBe(before)
    // The key serves again for what was corrected.
    expect((await produce(body(), { key: 'k-wrong' })).status).toBe(201)
    expect(await produce({ stayNumber: 1, author: { idNat: 3 } })).toMatchObject({
      status: 400,
      body: { code: 'REQUEST.INVALID' },
    })
  })

  it('may be a PDF/A-1 that another software made, kept byte for byte', async () => {
    const source = await produce(body())
    const { bytes } = await desk.bytesOf(`/documents/${source.body.document!.id}/content?form=pdf`, LAB)
    const { status, body: produced } = await produce(body({ sections: undefined, pdf: bytes.toString('base64') }))
    expect(status).toBe(201)
    const kept = await desk.bytesOf(`/documents/${produced.document!.id}/content?form=pdf`, LAB)
    expect(kept.bytes.equals(bytes)).toBe(true)
    const cda = await desk.bytesOf(`/documents/${produced.document!.id}/content?form=cda`, LAB)
    expect(cda.bytes.toString().replace(/\s/g, '')).toContain(bytes.toString('base64'))
    for (const pdf of [
      'pas du base64 !',
      Buffer.from('GIF89a').toString('base64'),
      Buffer.from('%PDF-1.7\n%%EOF').toString('base64'),
    ]) {
      const refused = await produce(body({ sections: undefined, pdf }))
      expect(refused.status).toBe(422)
      expect(new Set(fieldsOf(refused))).toEqual(new Set(['pdf']))
    }
    expect(fieldsOf(await produce(body({ pdf: bytes.toString('base64') })))).toEqual(['pdf'])
  })

  it('may be prepared only: it waits for the signature of its validator', async () => {
    const actor: DeskActor = { ...LAB, permissions: ['document.write'] }
    expect(await produce(body(), { actor })).toMatchObject({ status: 403, body: { code: 'PRODUCE.MAY_NOT_VALIDATE' } })
    const { status, body: prepared } = await produce(body({ send: false }), { actor, key: 'k-prepare' })
    expect(status).toBe(201)
    expect(prepared).toMatchObject({
      letter: { state: 'to-validate', review: { submittedBy: LAB.name, validator: { idNat: AUTHOR.idNat } } },
    })
    expect(prepared.document).toBeUndefined()
    expect(await produce(body({ send: false }), { actor, key: 'k-prepare' })).toMatchObject({
      body: { replayed: true, letterId: prepared.letterId },
    })
    const signed = await desk.validate(prepared.letter!)
    expect(signed).toMatchObject({ status: 200, body: { validator: { idNat: AUTHOR.idNat } } })
  })

  it('is the act of the person who asks for it, in the record that is open', async () => {
    const person = inRecord(stay)
    const own = await produce(body({ author: undefined }), { actor: person })
    expect(own).toMatchObject({ status: 201, body: { document: { validator: { idNat: '810100000008' } } } })
    const other = { ...AUTHOR, idNat: '810100000032' }
    expect(fieldsOf(await produce(body({ author: other }), { actor: person }))).toEqual(['author'])
    expect((await produce(body({ author: undefined }), { actor: inRecord('another') })).status).toBe(403)
    expect((await produce(body(), { actor: { ...LAB, permissions: [] } })).status).toBe(403)
  })

  it('may be a new version of another one, which it replaces', async () => {
    const first = await produce(body())
    const second = await produce(body({ replaces: first.body.document!.id }))
    expect(second.body.document).toMatchObject({ versionNumber: 2, setId: first.body.document!.setId })
    const late = await produce(body({ replaces: first.body.document!.id }))
    expect(late).toMatchObject({ status: 409, body: { code: 'DOCUMENT.SUPERSEDED' } })
  })
})
