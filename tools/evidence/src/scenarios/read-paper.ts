import { execFile } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

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
export async function readBarcode(image: Buffer): Promise<string | undefined> {
  const { prepareZXingModule, readBarcodes } = await import('zxing-wasm/reader')
  const wasm = fs.readFileSync(require.resolve('zxing-wasm/reader/zxing_reader.wasm'))
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } })
  const found = await readBarcodes(new Uint8Array(image), { formats: ['DataMatrix'], tryHarder: true })
  return found[0] === undefined ? undefined : Buffer.from(found[0].bytes).toString('latin1')
}
