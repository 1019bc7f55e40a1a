import {
  ChoicesChanged,
  type DocumentView,
  type LetterView,
  type Page,
  PatientChanged,
  type PatientChangedData,
  type Problem,
  StayChanged,
} from '@anamnese/contracts'
import { checkCda, readCdaHeader, readPdfCopy } from '@anamnese/interop-cda'
import { checkPdfA } from '@anamnese/interop-pdfa'
import { eventually } from '@anamnese/platform-testing'
import { Desk, inRecord } from './testing/desk'
import { choices, patient, stay } from './testing/world'

let desk: Desk
beforeAll(async () => {
  desk = await Desk.open()
}, 60_000)
afterAll(async () => desk.close(), 30_000)

describe('a validated letter', () => {
  it('has a PDF/A-1 and a CDA made from the same data, kept encrypted, and is told once', async () => {
    await desk.arrive('v1')
    const letter = await desk.newLetter('v1')
    const { status, body: document } = await desk.validate(letter)
    expect(status).toBe(200)
    expect(document).toMatchObject({ versionNumber: 1, superseded: false, origin: 'produced', sendToDmp: true })

    const event = await desk.eventOf(document.id)
    expect(event).toMatchObject({
      patientId: 'v1',
      oid: document.oid,
      withIns: true,
      sendToDmp: true,
      sendToProfessionals: true,
    })
    expect(event.recipients[0]?.mailbox).toBe('paul.tanguy@medecin.mssante.example')

    const pdf = await desk.bytesOf(`/documents/${document.id}/content?form=pdf`, inRecord('v1'))
    const cda = await desk.bytesOf(`/documents/${document.id}/content?form=cda`, inRecord('v1'))
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    expect(decodeURIComponent(pdf.headers.get('content-disposition') ?? '')).toMatch(
      /^inline; filename\*=UTF-8''\d{8}_Lettre de liaison à la sortie_PAT-TROIS_DOMINIQUE\.pdf$/,
    )
    expect(cda.headers.get('content-disposition')).toMatch(/^attachment; /)
    expect(checkPdfA(pdf.bytes)).toEqual([])
    expect(checkCda(cda.bytes)).toEqual([])
    const header = readCdaHeader(cda.bytes)
    expect(header.body).toEqual({ level: 'N3' })
    expect(readPdfCopy(cda.bytes)?.equals(pdf.bytes)).toBe(true)
    expect(header).toMatchObject({
      id: { root: document.oid },
      setId: { root: document.setId },
      versionNumber: 1,
      code: { code: '11490-0' },
      patient: { ins: { matricule: '279035121518989' }, birthName: 'PAT-TROIS', localIds: [{ extension: '000003' }] },
      encounter: { code: { code: 'IMP' }, dischargeDisposition: { code: '8' }, facility: { code: { code: 'SA01' } } },
      custodian: { ids: [{ extension: '1220000020' }] },
    })
    const stored = await desk.storedBytes()
    expect(stored.length).toBeGreaterThan(1)
    expect(stored.some((bytes) => bytes.includes('%PDF') || bytes.includes('ClinicalDocument'))).toBe(false)
  })

  it('asked to be validated again gets the same document, and is not told twice', async () => {
    await desk.arrive('v2')
    const letter = await desk.newLetter('v2')
    const answers = [await desk.validate(letter), await desk.validate(letter)]
    expect(answers.map((answer) => answer.status)).toEqual([200, 200])
    expect(answers[1]?.body.id).toBe(answers[0]?.body.id)
    const { body: now } = await desk.call<LetterView>('GET', `/letters/${letter.id}`, inRecord('v2'))
    expect(now).toMatchObject({ state: 'validated', documentId: answers[0]?.body.id, obstacles: [], consequences: [] })
    expect(
      await desk.call<Problem>('PUT', `/letters/${letter.id}`, inRecord('v2'), { version: now.version }),
    ).toMatchObject({
      status: 409,
      body: { code: 'LETTER.VALIDATED' },
    })
    await desk.eventOf(answers[0]!.body.id)
    expect(await desk.bench.collection('documents').countDocuments({ patientId: 'v2' })).toBe(1)
  })

  it('validated twice at the same moment makes one document', async () => {
    await desk.arrive('v3')
    const letter = await desk.newLetter('v3')
    const answers = await Promise.all([desk.validate(letter), desk.validate(letter), desk.validate(letter)])
    const ids = answers.filter((answer) => answer.status === 200).map((answer) => answer.body.id)
    expect(new Set(ids).size).toBe(1)
    expect(await desk.bench.collection('documents').countDocuments({ patientId: 'v3' })).toBe(1)
    await desk.eventOf(ids[0]!)
  })

  it('is corrected by a new version: same set, next number, link to the one it replaces', async () => {
    await desk.arrive('v4')
    const { body: first } = await desk.validate(await desk.newLetter('v4'))
    const draft = await desk.newLetter('v4', { replaces: first.id })
    expect(draft.consequences).toContain('La version précédente sera remplacée.')
    const { body: second } = await desk.validate(draft)
    expect(second).toMatchObject({ versionNumber: 2, setId: first.setId, superseded: false })
    expect(await desk.eventOf(second.id)).toMatchObject({ replaces: { documentId: first.id, oid: first.oid } })
    const { bytes } = await desk.bytesOf(`/documents/${second.id}/content?form=cda`, inRecord('v4'))
    expect(readCdaHeader(bytes).relatedDocuments).toEqual([
      { typeCode: 'RPLC', id: { root: first.oid }, versionNumber: 1 },
    ])
    expect(checkCda(bytes)).toEqual([])
    const list = await desk.call<Page<DocumentView>>('GET', '/patients/v4/documents?sort=versionNumber', inRecord('v4'))
    expect(list.body.items.map((item) => [item.versionNumber, item.superseded])).toEqual([
      [1, true],
      [2, false],
    ])
    const again = await desk.call<Problem>('POST', '/patients/v4/letters', inRecord('v4'), {
      stayNumber: 'v4',
      replaces: first.id,
    })
    expect(again).toMatchObject({ status: 409, body: { code: 'DOCUMENT.SUPERSEDED' } })
  })

  it('is replaced once when two people correct it at the same time', async () => {
    await desk.arrive('v5')
    const { body: first } = await desk.validate(await desk.newLetter('v5'))
    const drafts = [
      await desk.newLetter('v5', { replaces: first.id }),
      await desk.newLetter('v5', { replaces: first.id }),
    ]
    const answers = await Promise.all(drafts.map((draft) => desk.validate(draft)))
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409])
    expect(answers.find((answer) => answer.status === 409)?.body.code).toBe('DOCUMENT.SUPERSEDED')
    expect(await desk.bench.collection('documents').countDocuments({ patientId: 'v5', versionNumber: 2 })).toBe(1)
  })

  it('is kept from the DMP one document at a time: the next letter starts without the block (DMP/ALI/PROG.03)', async () => {
    await desk.arrive('v6')
    const letter = await desk.newLetter('v6')
    const { body: blocked } = await desk.call<LetterView>('PUT', `/letters/${letter.id}`, inRecord('v6'), {
      version: 1,
      blockDmp: true,
    })
    expect(blocked.consequences[0]).toBe('Pas d’envoi au DMP : vous l’avez bloqué pour ce document.')
    const { body: document } = await desk.validate(blocked)
    expect(await desk.eventOf(document.id)).toMatchObject({ sendToDmp: false })
    expect((await desk.newLetter('v6')).blockDmp).toBe(false)
    expect((await desk.newLetter('v6', { replaces: document.id })).blockDmp).toBe(false)
  })
})

describe('the identity that a document carries', () => {
  it.each<[string, Partial<PatientChangedData>]>([
    ['is not qualified', { status: 'VALIDEE' }],
    ['is recovered only', { status: 'RECUPEREE' }],
    ['lacks its list of given names', { traits: { ...PatientChanged.example.traits, birthGivenNames: '' } }],
  ])('has no INS when it %s, and the person is told', async (_what, change) => {
    const id = `i${String(Math.random()).slice(2, 10)}`
    await desk.arrive(id, change)
    const letter = await desk.newLetter(id)
    expect(letter.consequences[0]).toMatch(
      /^Pas d’envoi au DMP : (l’identité n’est pas qualifiée|il manque à l’identité qualifiée la liste)/,
    )
    const { body: document } = await desk.validate(letter)
    expect(await desk.eventOf(document.id)).toMatchObject({ withIns: false })
    const { bytes } = await desk.bytesOf(`/documents/${document.id}/content?form=cda`, inRecord(id))
    expect(readCdaHeader(bytes).patient.ins).toBeUndefined()
    expect(bytes.toString()).not.toContain('279035121518989')
  })

  it('opposed to the DMP is told to who writes', async () => {
    await desk.arrive('o1')
    await desk.bench.publish(ChoicesChanged, 'o1', choices('o1', 'opposed'))
    const letter = await desk.newLetter('o1')
    await eventually(async () => {
      const { body } = await desk.call<LetterView>('GET', `/letters/${letter.id}`, inRecord('o1'))
      expect(body.consequences[0]).toBe('Pas d’envoi au DMP : le patient s’y est opposé.')
    })
  })

  it('that is fictive, merged, or whose stay is cancelled cannot have a letter validated', async () => {
    await desk.arrive('f1')
    const letter = await desk.newLetter('f1')
    await desk.bench.publish(
      PatientChanged,
      'f1',
      patient('f1', { version: 2, status: 'PROVISOIRE', attributes: ['FICTIVE'] }),
    )
    await desk.bench.publish(StayChanged, 'f1', stay('f1', 'f1', { version: 2, state: 'cancelled' }))
    await eventually(async () => {
      const { body } = await desk.call<LetterView>('GET', `/letters/${letter.id}`, inRecord('f1'))
      expect(body.obstacles).toEqual([
        'L’identité est fictive : la lettre ne peut pas être validée.',
        'Ce séjour a été annulé : la lettre ne peut pas être validée.',
      ])
    })
    expect((await desk.validate(letter)).status).toBe(422)
  })

  it('merged into another takes its documents along', async () => {
    await desk.arrive('m1')
    await desk.arrive('m2')
    const { body: document } = await desk.validate(await desk.newLetter('m1'))
    await desk.bench.publish(PatientChanged, 'm1', patient('m1', { version: 2, mergedInto: 'm2' }))
    await eventually(async () => {
      const { body } = await desk.call<Page<DocumentView>>('GET', '/patients/m2/documents', inRecord('m2'))
      expect(body.items.map((item) => item.id)).toEqual([document.id])
    })
    expect((await desk.call('GET', `/documents/${document.id}`, inRecord('m2'))).status).toBe(200)
    expect((await desk.call('GET', `/documents/${document.id}`, inRecord('v1'))).status).toBe(403)
  })
})
