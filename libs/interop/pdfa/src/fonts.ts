import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const FOLDER = join(dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf')

/** Free fonts that hold the Latin, Greek and Cyrillic letters, and the signs of medicine; embedded, as PDF/A requires. */
export const FONT_FILES = {
  regular: join(FOLDER, 'DejaVuSans.ttf'),
  bold: join(FOLDER, 'DejaVuSans-Bold.ttf'),
} as const

export type FontName = keyof typeof FONT_FILES

const loaded = new Map<string, Buffer>()

/** The bytes of a font file, read once per process. */
export function fontBytes(file: string): Buffer {
  const bytes = loaded.get(file) ?? readFileSync(file)
  loaded.set(file, bytes)
  return bytes
}
