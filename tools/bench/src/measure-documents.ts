import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import type { ArrivalView, DocumentView, LetterView, Page } from '@anamnese/contracts'
import { eventually, GatewaySession, PEOPLE } from '@anamnese/tool-demo'
import { Mongo } from '@anamnese/platform-mongo'
import type { RunDescription } from '@anamnese/tool-stack'
import { admit, draft } from './measure-letters'
import type { BenchOptions } from './options'
import { benchPerson, benchStay } from './people'
import { percentile, rate, rounded } from './statistics'

export interface RecordMeasure {
  /** documents in the base, and in the record that is read */
  documents: number
  inRecord: number
  listP95Ms: number
  /** bytes of the PDF included */
  openP95Ms: number
}

export interface DocumentFigures {
  small: RecordMeasure
  large: RecordMeasure
  listP95Ratio: number
  openP95Ratio: number
  /** letters validated (PDF/A-1 and CDA made, encrypted, kept) per second, four at a time */
  producedPerSecond: number
  /** files of 20 MB received one after the other, and what the service held more while it took them; MiB of resident memory */
  largeFiles: { files: number; peakMiB: number; afterMiB: number }
}

const RECORD = 2_000
const READS = 200
const FILES = 8
const FILE_BYTES = 20_000_000
const BATCH = 5_000

type Row = { _id: string; validatedAt: string } & Record<string, unknown>

/** A record of two thousand documents in a base of a hundred thousand, beside a record of one in an empty base. */
export async function measureDocuments(
  run: RunDescription,
  { documents, letters }: BenchOptions,
): Promise<DocumentFigures> {
  const session = await GatewaySession.signIn(run.gateway, PEOPLE.physician)
  const admin = run.simulators['dmp']?.['adminUrl'] ?? ''
  const mongo = await Mongo.connect({ uri: run.mongodb, database: `${run.kafkaPrefix}documents` })
  const rows = mongo.connection.collection<Row>('documents')
  try {
    const patientId = await admit(run, session, admin, benchPerson(940_000))
    const { visit } = benchStay(benchPerson(940_000))
    const producedPerSecond = await production(session, patientId, visit, Math.min(letters, 40))
    const { items } = await session.get<Page<DocumentView>>(`/api/patients/${patientId}/documents`)
    const one = items[0]
    const stored = one && (await rows.findOne({ _id: one.id }))
    if (!stored) throw new Error('le document mesuré n’est pas enregistré')
    const small = await reads(session, patientId, one.id, items.length, items.length)
    await fill(rows, stored, patientId, RECORD, 0)
    await fill(rows, stored, undefined, documents - RECORD, RECORD)
    const large = await reads(session, patientId, one.id, documents, RECORD)
    return {
      small,
      large,
      listP95Ratio: rounded(large.listP95Ms / small.listP95Ms),
      openP95Ratio: rounded(large.openP95Ms / small.openP95Ms),
      producedPerSecond,
      largeFiles: await largeFiles(run, session, patientId),
    }
  } finally {
    await rows.deleteMany({ _id: { $regex: '^bench-' } })
    await mongo.connection.close()
  }
}

async function production(session: GatewaySession, patientId: string, visit: string, letters: number): Promise<number> {
  const ready: LetterView[] = []
  for (let n = 0; n < letters; n++) ready.push(await draft(session, patientId, visit))
  const perSecond = await rate(letters, 4, async (n) => {
    const letter = ready[n]
    if (letter) await session.post(`/api/letters/${letter.id}/validate`, { version: letter.version })
  })
  return rounded(perSecond)
}

/** Copies of a document as the service keeps it, under other identifiers, dates and records; twenty to a record. */
async function fill(
  rows: { insertMany(copies: Row[], options: object): Promise<unknown> },
  stored: Row,
  patientId: string | undefined,
  count: number,
  from: number,
): Promise<void> {
  const day = Date.parse(stored.validatedAt)
  const copy = (n: number): Row => ({
    ...stored,
    _id: `bench-${randomUUID()}`,
    patientId: patientId ?? `bench-${Math.floor(n / 20)}`,
    oid: `2.25.9${n}`,
    setId: `2.25.8${n}`,
    versionNumber: 1,
    validatedAt: new Date(day - (n % 3650) * 86_400_000).toISOString(),
  })
  for (let n = from; n < from + count; n += BATCH) {
    const copies = Array.from({ length: Math.min(BATCH, from + count - n) }, (_, i) => copy(n + i))
    await rows.insertMany(copies, { ordered: false, writeConcern: { w: 1 } })
  }
}

async function reads(
  session: GatewaySession,
  patientId: string,
  documentId: string,
  documents: number,
  inRecord: number,
): Promise<RecordMeasure> {
  const list = `/api/patients/${patientId}/documents?size=50`
  const open = `/api/documents/${documentId}/content?form=pdf`
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const samples: number[] = []
    for (let n = -10; n < READS; n++) {
      const began = performance.now()
      await work()
      if (n >= 0) samples.push(performance.now() - began)
    }
    return rounded(percentile(samples, 0.95))
  }
  return {
    documents,
    inRecord,
    listP95Ms: await timed(() => session.get(list)),
    openP95Ms: await timed(() => session.bytes(open)),
  }
}

async function largeFiles(
  run: RunDescription,
  session: GatewaySession,
  patientId: string,
): Promise<DocumentFigures['largeFiles']> {
  const pid = run.pids['documents'] ?? 0
  const resident = (): number => {
    const line = /^VmRSS:\s+(\d+) kB$/m.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))
    return Number(line?.[1] ?? 0) / 1024
  }
  const before = resident()
  let peak = before
  const watch = setInterval(() => (peak = Math.max(peak, resident())), 50)
  try {
    for (let n = 0; n < FILES; n++) {
      const path = `/api/documents/received?patientId=${patientId}&type=11490-0&fileName=mesure-${n}.pdf`
      const answer = await session.request('POST', path, largePdf(n))
      const text = await answer.text()
      if (!answer.ok) throw new Error(`fichier de 20 Mo refusé : ${answer.status} ${text}`)
      const { id } = JSON.parse(text) as ArrivalView
      await eventually('le fichier examiné', async () => {
        const view = await session.get<ArrivalView>(`/api/documents/received/${id}`)
        return view.state === 'received' ? undefined : view
      })
    }
  } finally {
    clearInterval(watch)
  }
  return { files: FILES, peakMiB: Math.round(peak - before), afterMiB: Math.round(resident() - before) }
}

/** A PDF of one empty page beside an object of 20 MB that no two files share. */
function largePdf(n: number): Uint8Array {
  const filler = Buffer.alloc(FILE_BYTES, `mesure ${n} `)
  const objects = [
    Buffer.from('<</Type/Catalog/Pages 2 0 R>>'),
    Buffer.from('<</Type/Pages/Kids[3 0 R]/Count 1>>'),
    Buffer.from('<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>'),
    Buffer.concat([Buffer.from(`<</Length ${FILE_BYTES}>>stream\n`), filler, Buffer.from('\nendstream')]),
  ]
  const parts = [Buffer.from('%PDF-1.4\n')]
  const offsets: number[] = []
  let length = parts[0]?.length ?? 0
  for (const [index, object] of objects.entries()) {
    offsets.push(length)
    const written = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')])
    parts.push(written)
    length += written.length
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const trailer = `trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${length}\n%%EOF\n`
  return Buffer.concat([
    ...parts,
    Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}${trailer}`),
  ])
}
