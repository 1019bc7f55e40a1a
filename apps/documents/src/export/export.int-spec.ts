import { createHash } from 'node:crypto'
import type { ExportView, Problem } from '@anamnese/contracts'
import { DEFAULT_XDM_LIMITS, unzip } from '@anamnese/interop-xdm'
import { eventually } from '@anamnese/platform-testing'
import { definition } from '../definition'
import { foreignCda, testIns } from '../testing/foreign-cda'
import { ReceptionDesk } from '../testing/reception-desk'
import { ENVIRONMENT } from '../testing/world'
import { ExportLoop } from './export-loop'

let desk: ReceptionDesk
const environment = { EXPORT_VOLUME_BYTES: '6000', EXAMINATION_LEASE_SECONDS: '1' }
beforeAll(async () => {
  desk = await ReceptionDesk.open(environment)
  for (const n of [1, 2]) await desk.knows(n)
  for (let n = 1; n <= 6; n += 1) {
    const createdAt = `2026-0${n}-10T10:00:00+01:00`
    await desk.receive(foreignCda(n, { patient: { ins: testIns(n <= 4 ? 1 : 2) }, createdAt }))
  }
}, 60_000)
afterAll(async () => desk.close(), 30_000)

const ask = async (request: object): Promise<ExportView> =>
  (await desk.call<ExportView>('POST', '/documents/exports', request)).body
const ready = (id: string): Promise<ExportView> =>
  eventually(async () => {
    const { body } = await desk.call<ExportView>('GET', `/documents/exports/${id}`)
    if (body.state !== 'ready') throw new Error(body.sentence)
    return body
  }, 12_000)

interface Index {
  documents: {
    id: string
    title: string
    date: string
    patient: { ins: { matricule: string } }
    files: { path: string; sha256: string; size: number }[]
    problem?: string
  }[]
}

async function volume(
  id: string,
  number: number,
): Promise<{ index: Index; files: Map<string, Buffer>; csv: string; sha256: string }> {
  const answer = await fetch(`${desk.url}/documents/exports/${id}/volumes/${number}`, {
    headers: await desk.bench.as(),
  })
  expect(answer.status).toBe(200)
  const bytes = Buffer.from(await answer.arrayBuffer())
  const files = new Map((await unzip(bytes, DEFAULT_XDM_LIMITS)).map(({ name, bytes: content }) => [name, content]))
  const index = JSON.parse(files.get('INDEX.JSON')!.toString('utf8')) as Index
  return {
    index,
    files,
    csv: files.get('INDEX.CSV')!.toString('utf8'),
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }
}

describe('an export (PORT/va1.01)', () => {
  it('of a patient holds his documents byte for byte, with their metadata in JSON and CSV, in volumes', async () => {
    const asked = await ask({ patientId: 'r1' })
    expect(asked).toMatchObject({ total: 4, patientName: 'PAT-TROIS DOMINIQUE' })
    const job = await ready(asked.id)
    expect(job.done).toBe(4)
    expect(job.volumes.length).toBeGreaterThan(1)
    const ids: string[] = []
    for (const { number, sha256 } of job.volumes) {
      const read = await volume(job.id, number)
      expect(read.sha256).toBe(sha256)
      for (const document of read.index.documents) {
        ids.push(document.id)
        expect(document.patient.ins.matricule).toBe(testIns(1).matricule)
        expect(read.csv).toContain(document.id)
        for (const { path, sha256: hash, size } of document.files) {
          const content = read.files.get(path)!
          expect([content.length, createHash('sha256').update(content).digest('hex')]).toEqual([size, hash])
        }
        const cda = document.files.find(({ path }) => path.endsWith('.xml'))!
        const number = Number(document.id.split('.').at(-1))
        const original = foreignCda(number, {
          patient: { ins: testIns(1) },
          createdAt: `2026-0${number}-10T10:00:00+01:00`,
        })
        expect(read.files.get(cda.path)!.equals(original)).toBe(true)
      }
    }
    expect(ids).toEqual([1, 2, 3, 4].map((n) => `1.2.250.1.999.2.4.${n}`))
  })

  it('of a period holds those of the period, whoever the patient', async () => {
    const job = await ready((await ask({ from: '2026-04-01', to: '2026-05-31' })).id)
    const all = await Promise.all(job.volumes.map(({ number }) => volume(job.id, number)))
    expect(all.flatMap(({ index }) => index.documents.map(({ id }) => id)).sort()).toEqual([
      '1.2.250.1.999.2.4.4',
      '1.2.250.1.999.2.4.5',
    ])
  })

  it('says what could not be exported and goes on', async () => {
    const broken = await desk.bench.collection('documents').findOne({ oid: '1.2.250.1.999.2.4.6' })
    await desk.blobs.remove(broken?.['pdf'] as never)
    const job = await ready((await ask({ patientId: 'r2' })).id)
    expect(job).toMatchObject({ done: 2, problems: 1 })
    expect(job.sentence).toContain('1 document(s) n’ont pas pu')
    const all = await Promise.all(job.volumes.map(({ number }) => volume(job.id, number)))
    const problems = all.flatMap(({ index }) => index.documents.map(({ problem }) => problem)).filter(Boolean)
    expect(problems).toEqual(['pdf : octets altérés ou manquants (BLOB.MISSING)'])
  })

  it('taken over by another replica goes on where it was: no volume twice, none missing', async () => {
    const first = await ready((await ask({ patientId: 'r1' })).id)
    const [one] = first.volumes
    const row = await desk.bench.collection('exports').findOne({ _id: first.id as never })
    const kept = (row?.['volumes'] as unknown[]).slice(0, 1)
    const last = await desk.bench.collection('documents').findOne({ oid: `1.2.250.1.999.2.4.${one?.documents ?? 1}` })
    const cursor = { validatedAt: last?.['validatedAt'] as string, id: last?._id }
    // As a replica leaves it that was killed after its first volume.
    const left = { state: 'running', volumes: kept, done: one?.documents, cursor, dueAt: new Date() }
    await desk.bench.collection('exports').updateOne({ _id: first.id as never }, { $set: left as never })
    await desk.bench.start(definition, { ...ENVIRONMENT, ...environment })
    const again = await ready(first.id)
    expect(again.done).toBe(4)
    const all = await Promise.all(again.volumes.map(({ number }) => volume(again.id, number)))
    expect(all.flatMap(({ index }) => index.documents.map(({ id }) => id))).toEqual(
      [1, 2, 3, 4].map((n) => `1.2.250.1.999.2.4.${n}`),
    )
  }, 60_000)

  it('is kept encrypted, expires, and is then gone', async () => {
    const job = await ready((await ask({ patientId: 'r1' })).id)
    const row = await desk.bench.collection('exports').findOne({ _id: job.id as never })
    await desk.bench.collection('exports').updateOne({ _id: job.id as never }, { $set: { expiresAt: new Date(0) } })
    await desk.app.get<ExportLoop>(ExportLoop).expire()
    const after = await desk.call<ExportView>('GET', `/documents/exports/${job.id}`)
    expect(after.body).toMatchObject({ state: 'expired', volumes: [] })
    const answer = await desk.call<Problem>('GET', `/documents/exports/${job.id}/volumes/1`)
    expect(answer.status).toBe(410)
    const [{ blob } = { blob: undefined }] = row?.['volumes'] as { blob: unknown }[]
    await eventually(async () => {
      await expect(desk.blobs.get(blob as never)).rejects.toMatchObject({ code: 'BLOB.MISSING' })
    }, 20_000)
  })

  it('is for administrators, bounded by a patient or a period, and traced patient by patient', async () => {
    const physician = await desk.call(
      'POST',
      '/documents/exports',
      { patientId: 'r1' },
      { permissions: ['document.read'] },
    )
    expect(physician.status).toBe(403)
    expect((await desk.call('POST', '/documents/exports', {})).status).toBe(422)
    await eventually(() => {
      expect(
        desk.traces.some(({ data }) => data.action === 'document.export' && data.patientId === 'r1' && data.ins),
      ).toBe(true)
    })
  })
})
