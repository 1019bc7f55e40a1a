import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DocumentReading, Problem } from '@anamnese/contracts'
import { describeWithFixtures, eventually } from '@anamnese/platform-testing'
import { inRecord } from '../testing/desk'
import { foreignCda, type ForeignChange, testIns } from '../testing/foreign-cda'
import { ReceptionDesk } from '../testing/reception-desk'

let desk: ReceptionDesk
beforeAll(async () => {
  desk = await ReceptionDesk.open()
  await desk.knows(1)
}, 60_000)
afterAll(async () => desk.close(), 30_000)

async function readBack(bytes: Buffer, query = ''): Promise<DocumentReading> {
  const { body } = await desk.receive(bytes, query, inRecord('r1'))
  if (body.documentId === undefined) throw new Error(JSON.stringify(body))
  return view(body.documentId)
}
async function view(id: string): Promise<DocumentReading> {
  return (await desk.call<DocumentReading>('GET', `/documents/${id}/view`, undefined, inRecord('r1'))).body
}
const about = (number: number, change: ForeignChange = {}): Buffer =>
  foreignCda(number, { patient: { ins: testIns(1) }, ...change })
const chosen = '?patientId=r1&type=11488-4'

describe('the reading room', () => {
  it('shows the PDF of a level 1 document, with who wrote it, its header and its versions', async () => {
    const first = await readBack(about(1))
    const second = await readBack(about(1, { id: '1.2.250.1.999.2.4.1002', versionNumber: 2 }))
    expect(second.body).toEqual({ kind: 'pdf' })
    expect(second.presentation).toEqual({ by: 'producer-pdf', stylesheetKept: false })
    expect(second.versions.map(({ versionNumber, superseded }) => [versionNumber, superseded])).toEqual([
      [2, false],
      [1, true],
    ])
    expect(second.header.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['Patient', 'Auteurs', 'Conservé par', 'Créé le']),
    )
    expect((await view(first.document.id)).document.superseded).toBe(true)
  })

  it('shows texts and RTF as text, images as images, and says what a browser cannot show', async () => {
    const n1 = (number: number, mediaType: string, bytes: Buffer): Promise<DocumentReading> =>
      readBack(about(number, { body: { mediaType, bytes } }))
    expect((await n1(10, 'text/plain', Buffer.from('Compte rendu élevé'))).body).toEqual({
      kind: 'text',
      text: 'Compte rendu élevé',
      truncated: false,
    })
    expect((await n1(11, 'text/rtf', Buffer.from(String.raw`{\rtf1\ansi R\'e9sultat\par}`))).body).toMatchObject({
      kind: 'text',
      text: 'Résultat',
    })
    expect((await n1(12, 'image/jpeg', Buffer.from('ffd8ffe000104a464946', 'hex'))).body).toEqual({
      kind: 'image',
      mediaType: 'image/jpeg',
    })
    expect((await n1(13, 'image/tiff', Buffer.from('49492a0008000000', 'hex'))).body).toMatchObject({
      kind: 'file',
      mediaType: 'image/tiff',
    })
  })

  it('shows HTML without anything that runs, loads or sends', async () => {
    const page = Buffer.from(
      '<html><body onload="alert(1)"><h1>CR</h1><script>alert(1)</script><img src="https://ailleurs.example/x"></body></html>',
    )
    const { body } = await readBack(page, chosen)
    expect(body.kind).toBe('html')
    expect(JSON.stringify(body)).toContain('<h1>CR</h1>')
    expect(JSON.stringify(body)).not.toMatch(/alert|ailleurs|onload/)
  })

  it('serves what a browser would interpret as a file to save, never as a page', async () => {
    const { document } = await readBack(Buffer.from('<!doctype html><p>x</p>'), chosen)
    const address = `${desk.url}/documents/${document.id}/content?form=original`
    const answer = await fetch(address, { headers: await desk.bench.as(inRecord('r1')) })
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment/)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('is open to who opened the record, and to nobody else; each reading is traced', async () => {
    const { document } = await readBack(about(20))
    const stranger = await desk.call<Problem>('GET', `/documents/${document.id}/view`, undefined, inRecord('r2'))
    expect(stranger.status).toBe(403)
    await eventually(() => {
      const trace = desk.traces.find(({ data }) => data.action === 'document.read' && data.object?.id === document.id)
      expect(trace?.data).toMatchObject({ patientId: 'r1', detail: 'pdf', ins: true })
    })
  })

  it('does not show bytes that are no longer those that were kept: the error is said and traced', async () => {
    const { document } = await readBack(about(21))
    const stored = await desk.bench.collection('documents').findOne({ _id: document.id as never })
    const pdf = stored?.['pdf'] as { sha256: string }
    await desk.bench
      .collection('documents')
      .updateOne({ _id: document.id as never }, { $set: { 'pdf.sha256': pdf.sha256.replace(/^./, '0') } })
    const path = `/documents/${document.id}/content?form=pdf`
    const answer = await desk.call<Problem>('GET', path, undefined, inRecord('r1'))
    expect([answer.status, answer.body.code]).toEqual([500, 'DOCUMENT.ALTERED'])
    await eventually(() => {
      expect(
        desk.traces.some(
          ({ data }) =>
            data.action === 'document.integrity' && data.object?.id === document.id && data.outcome === 'failure',
        ),
      ).toBe(true)
    })
  })
})

describeWithFixtures('cda', 'published structured documents', (folder) => {
  /** The published report, about our patient. */
  const published = async (name: string): Promise<DocumentReading> => {
    const { body } = await desk.receive(readFileSync(join(folder, name)))
    expect(['to-attach', 'integrated']).toContain(body.state)
    const path = `/documents/received/${body.id}/attach`
    const request = { version: body.version, patientId: 'r1', despiteDifferences: true }
    const attached = body.state === 'integrated' ? body : (await desk.call<typeof body>('POST', path, request)).body
    if (attached.documentId === undefined) throw new Error(JSON.stringify(attached))
    return view(attached.documentId)
  }

  it('a biology report: its PDF copy first, its low result flagged in words, in the list too', async () => {
    const reading = await published('BIO-CR-BIO_2024.01_TSH_1.xml')
    expect(reading.body).toEqual({ kind: 'pdf' })
    expect(reading.narrative?.map(({ title }) => title)).toEqual(['BIOCHIMIE'])
    expect(reading.results[0]).toMatchObject({
      name: 'Thyroxine libre (FT4)',
      flag: 'low',
      flagWord: 'Bas',
      reference: '9.30 à 17.00 pg/mL',
    })
    expect(reading.document.flag).toBe('abnormal')
    const flagged = await desk.documentsOf('r1', '?flag=any')
    expect(flagged.map(({ id }) => id)).toContain(reading.document.id)
  })

  it('a self-presenting report: our presentation, its stylesheet kept and not run', async () => {
    const reading = await published('BIO-CR-BIO_2021.01_Auto-Presentable.xml')
    expect(reading.presentation).toEqual({ by: 'own', stylesheetKept: true })
    expect(reading.body).toEqual({ kind: 'narrative' })
    expect(JSON.stringify(reading.narrative)).not.toMatch(/xsl:|<script/)
  })

  it('a discharge letter of level 3: its sections', async () => {
    const reading = await published('LDL-SES_2022.01.xml')
    expect(reading.narrative?.length).toBeGreaterThan(3)
  })
})
