import { execFile } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { parseInsDatamatrix } from '@anamnese/interop-datamatrix'
import { formatMatricule } from '@anamnese/domain-ins'
import { ensure, scenario, type Scenario } from '../run/scenario'

const run = promisify(execFile)

/** Runs a tool of poppler on a PDF, in a folder that is then removed. */
async function withPoppler<T>(pdf: Buffer, work: (file: string, folder: string) => Promise<T>): Promise<T> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'evidence-'))
  try {
    const file = path.join(folder, 'document.pdf')
    fs.writeFileSync(file, pdf)
    return await work(file, folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new Error('poppler est absent : installer poppler-utils.')
    throw error
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

/** The text of a PDF, as a reader sees it. */
export function pdfText(pdf: Buffer): Promise<string> {
  return withPoppler(pdf, async (file) => (await run('pdftotext', ['-layout', file, '-'])).stdout)
}

/** The first page as an image (PNG). */
export function pdfImage(pdf: Buffer): Promise<Buffer> {
  return withPoppler(pdf, async (file, folder) => {
    await run('pdftoppm', ['-png', '-r', '200', '-f', '1', '-singlefile', file, path.join(folder, 'page')])
    return fs.readFileSync(path.join(folder, 'page.png'))
  })
}

/** What a barcode reader, which we did not write, reads on an image. */
async function readBarcode(image: Buffer): Promise<string | undefined> {
  const { prepareZXingModule, readBarcodes } = await import('zxing-wasm/reader')
  const wasm = fs.readFileSync(require.resolve('zxing-wasm/reader/zxing_reader.wasm'))
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } })
  const found = await readBarcodes(new Uint8Array(image), { formats: ['DataMatrix'], tryHarder: true })
  return found[0] === undefined ? undefined : Buffer.from(found[0].bytes).toString('latin1')
}

/** What is printed. */
export const PAPER: Scenario[] = [
  scenario('INS/va1.15', async (world, proofs) => {
    const { arrival, document } = await world.sentLetter()
    const pdf = await world.letters.content(document, 'pdf')
    const text = await pdfText(pdf)
    const spaceless = text.replace(/\s/g, '')
    for (const value of [arrival.person.family, arrival.person.given, '14/05/1956'])
      ensure(text.includes(value), `Le document porte ${value}.`)
    ensure(spaceless.includes(arrival.person.matricule), 'Le document porte le matricule.')
    ensure(/\bNIR\b/.test(text), 'Le document porte la nature du matricule.')
    proofs.note(`Traits et matricule ${formatMatricule(arrival.person.matricule)} (NIR) lus sur le document.`)
    proofs.file('lettre.pdf', pdf)
    proofs.file('lettre.png', await pdfImage(pdf))
  }),
  scenario('INS/va1.10', async (world, proofs) => {
    const arrival = await world.arrivals.admit({ usedName: 'TREDANIEL' })
    const pdf = await world.letters.content(await world.letters.write(arrival), 'pdf')
    const text = await pdfText(pdf)
    ensure(text.includes('TREDANIEL'), 'Le nom utilisé figure sur le document.')
    ensure(text.includes(arrival.person.birthPlace), 'Le code du lieu de naissance figure sur le document.')
    ensure(text.includes(arrival.person.ipp), 'L’IPP figure sur le document.')
    proofs.note('Nom utilisé, lieu de naissance et IPP lus sur le document.')
    proofs.file('lettre.pdf', pdf)
    proofs.file('lettre.png', await pdfImage(pdf))
  }),
  ...['INS/va1.03', 'DOC/va1.04'].map((id): Scenario => ({
    id,
    async play(world, proofs) {
      const { arrival, document } = await world.sentLetter()
      const pdf = await world.letters.content(document, 'pdf')
      const image = await pdfImage(pdf)
      proofs.file('lettre.png', image)
      const text = await readBarcode(image)
      ensure(text !== undefined, 'Un lecteur de codes lit un datamatrix sur la page.')
      const { ins, traits, findings } = parseInsDatamatrix(text)
      ensure(!findings.some(({ severity }) => severity === 'error'), 'Le datamatrix est conforme.')
      ensure(ins?.matricule === arrival.person.matricule, 'Le datamatrix porte le matricule.')
      ensure(traits.birthName === arrival.person.family, 'Le datamatrix porte le nom de naissance.')
      proofs.note(`Datamatrix lu sur l’image de la page : ${JSON.stringify({ ins, traits })}`)
      proofs.json('datamatrix.json', { text, ins, traits })
      proofs.file('lettre.pdf', pdf)
      const without = await world.letters.write(await world.arrivals.admit({ qualified: false }))
      const other = await pdfImage(await world.letters.content(without, 'pdf'))
      ensure((await readBarcode(other)) === undefined, 'Sans INS qualifiée, aucun datamatrix n’est imprimé.')
      proofs.note('Sans INS qualifiée : aucun datamatrix sur la page.')
    },
  })),
]
