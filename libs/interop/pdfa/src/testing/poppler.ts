import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Why pages cannot be drawn on this machine; undefined when they can. */
export function popplerObstacle(): string | undefined {
  return spawnSync('pdftoppm', ['-v']).status === 0 ? undefined : 'poppler-utils (pdftoppm, pdftotext) is not installed'
}

/** The text of a page as another program reads it; of all pages without a number. */
export function pageText(pdf: Uint8Array, page?: number): string {
  const range = page === undefined ? [] : ['-f', String(page), '-l', String(page)]
  return onFile(pdf, (file) => spawnSync('pdftotext', [...range, '-layout', file, '-'], { encoding: 'utf8' }).stdout)
}

/** A page drawn as PNG, at 150 dots per inch. */
export function pageImage(pdf: Uint8Array, page = 1): Uint8Array {
  return onFile(pdf, (file) => {
    const range = ['-f', String(page), '-l', String(page)]
    spawnSync('pdftoppm', ['-png', '-r', '150', '-singlefile', ...range, file, `${file}.image`])
    return new Uint8Array(readFileSync(`${file}.image.png`))
  })
}

function onFile<T>(pdf: Uint8Array, action: (file: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'pdf-'))
  try {
    const file = join(folder, 'document.pdf')
    writeFileSync(file, pdf)
    return action(file)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
