import type { DocumentTypeView, DocumentView, LetterView, Problem } from '@anamnese/contracts'
import { checkCda, readCdaHeader, readPdfCopy } from '@anamnese/interop-cda'
import { Desk, inRecord } from './testing/desk'

let desk: Desk
beforeAll(async () => {
  desk = await Desk.open()
}, 60_000)
afterAll(async () => desk.close(), 30_000)

const save = (letter: LetterView, body: object): Promise<{ status: number; body: LetterView & Problem }> =>
  desk.call('PUT', `/letters/${letter.id}`, inRecord(letter.patientId), { version: letter.version, ...body })
const cdaOf = async (document: DocumentView): Promise<Buffer> =>
  (await desk.bytesOf(`/documents/${document.id}/content?form=cda`, inRecord(document.patientId))).bytes

describe('types of documents', () => {
  it('are listed with their sections and what becomes of their documents', async () => {
    const { status, body } = await desk.call<DocumentTypeView[]>('GET', '/document-types', {})
    expect(status).toBe(200)
    expect(body[0]).toMatchObject({ type: { code: '11490-0' }, key: 'LDL-SES', form: 'LDL-SES', dmp: true })
    expect(body[0]?.format.code).toBe('urn:asip:ci-sis:ldl-ses:2017')
    const operative = body.find(({ key }) => key === 'CRO')
    expect(operative).toMatchObject({
      form: 'N1',
      class: { code: '10' },
      format: { code: 'urn:ihe:iti:xds-sd:pdf:2008' },
    })
    expect(operative?.sections.map(({ key }) => key)).toContain('procedure')
    expect(body.find(({ key }) => key === 'OBS')).toMatchObject({ dmp: false, mssante: false })
  })

  it('an operative report has its own sections and is validated as a PDF in a CDA', async () => {
    await desk.arrive('t1')
    const letter = await desk.newLetter('t1', { type: '34874-8' })
    expect(letter).toMatchObject({ title: 'Compte rendu opératoire', type: { code: '34874-8' } })
    expect(Object.keys(letter.sections)).toContain('indication')
    expect(letter.obstacles).toContain('La section « Intervention » est à remplir.')
    const sections = {
      indication: 'Appendicite.',
      procedure: 'Appendicectomie.',
      course: 'Simple.',
      postoperative: 'RAS.',
    }
    const saved = await save(letter, { sections })
    expect(saved.body.obstacles).toEqual([])
    const { status, body: document } = await desk.validate(saved.body)
    expect(status).toBe(200)
    const cda = await cdaOf(document)
    expect(readCdaHeader(cda)).toMatchObject({ code: { code: '34874-8' }, body: { level: 'N1' } })
    expect(checkCda(cda)).toEqual([])
    expect(await desk.eventOf(document.id)).toMatchObject({ type: { code: '34874-8' }, sendToDmp: true })
  })

  it('a note of follow-up stays in the hospital, and says so before it is validated', async () => {
    await desk.arrive('t2')
    const letter = await desk.newLetter('t2', { type: '34875-5' })
    expect(letter.consequences).toEqual([
      'Pas d’envoi au DMP : ce type de document ne lui est pas destiné.',
      'Ce type de document n’est pas envoyé par MSSanté.',
    ])
    const saved = await save(letter, { sections: { observation: 'Stable.' } })
    const { body: document } = await desk.validate(saved.body)
    expect(document.sendToDmp).toBe(false)
    expect(await desk.eventOf(document.id)).toMatchObject({ sendToDmp: false, sendToProfessionals: false })
  })

  it('is refused by name when it is not written here, and a new version stays of its type', async () => {
    await desk.arrive('t3')
    const body = { stayNumber: 't3', type: '18748-4' }
    const refused = await desk.call<Problem>('POST', '/patients/t3/letters', inRecord('t3'), body)
    expect(refused).toMatchObject({ status: 422, body: { code: 'DOCUMENT_TYPE.UNKNOWN' } })
    const first = await desk.newLetter('t3', { type: '57833-6' })
    const { body: document } = await desk.validate(
      (await save(first, { sections: { prescription: 'Paracétamol.' } })).body,
    )
    const second = await desk.newLetter('t3', { replaces: document.id, type: '11490-0' })
    expect(second).toMatchObject({ type: { code: '57833-6' }, replaces: document.id })
    expect(second.sections['prescription']).toBe('Paracétamol.')
    const { body: next } = await desk.validate(second)
    expect(next).toMatchObject({ versionNumber: 2, setId: document.setId })
    expect(readCdaHeader(await cdaOf(next)).relatedDocuments[0]).toMatchObject({
      typeCode: 'RPLC',
      id: { root: document.oid },
    })
  })
})

describe('what is entered as data in a discharge letter', () => {
  it('is coded in the CDA, printed on the page, and taken by the next version', async () => {
    await desk.arrive('d1')
    const letter = await desk.newLetter('d1')
    const data = {
      entryMode: '183452005',
      transfusion: { answer: true, detail: 'Frissons' },
      treatments: [{ name: 'Furosémide 40 mg', posology: '1 le matin', start: '2026-11-24', atc: 'C03CA01' }],
      allergies: [{ agent: 'amoxicilline', type: '416098002', severity: '6736007' }],
      plans: [{ kind: 'appointment', text: 'Consultation', on: '2026-12-15' }],
    }
    const saved = await save(letter, { data, sections: { treatments: '' } })
    expect(saved.body).toMatchObject({ data, obstacles: [] })
    const { status, body: document } = await desk.validate(saved.body)
    expect(status).toBe(200)
    const cda = await cdaOf(document)
    expect(checkCda(cda, { strict: true })).toEqual([])
    for (const code of ['183452005', 'C03CA01', '416098002', 'MED-146']) expect(cda.toString()).toContain(code)
    expect(readPdfCopy(cda)?.subarray(0, 5).toString()).toBe('%PDF-')
    expect((await desk.newLetter('d1', { replaces: document.id })).data).toEqual(data)
  })

  it.each([
    [{ entryMode: '999' }],
    [{ treatments: [{ posology: 'sans nom' }] }],
    [{ treatments: Array.from({ length: 61 }, () => ({ name: 'x' })) }],
    [{ allergies: [{ agent: 'x', since: '2026-13-01' }] }],
    [{ diagnosis: 'I50' }],
    [{ transfusion: { answer: 'oui' } }],
  ])('is refused when it is not of its value sets or bounds: %j', async (data) => {
    await desk.arrive('d2')
    const letter = await desk.newLetter('d2')
    expect((await save(letter, { data })).status).toBe(400)
  })
})
