import bwipjs from 'bwip-js'
import { DatamatrixError } from './datamatrix-error'
import { HEADER } from './format'

/** The label that goes with the code on paper. */
export const DATAMATRIX_LABEL = 'INS à scanner'

export interface ImageOptions {
  /** pixels (PNG) or units (SVG) per module; 4 by default */
  scale?: number
}

/** ISO/IEC 16022 ECC 200, square; the header in C40. The quiet zone is of two modules: one is required. */
const QUIET_MODULES = 2

function symbol(text: string): { bcid: string; text: string; format: string; c40headerlength: number } {
  return { bcid: 'datamatrix', text, format: 'square', c40headerlength: HEADER.length }
}

/** The modules of the symbol, row by row, true for dark, without the quiet zone: for drawing it in a document. */
export function datamatrixModules(text: string): boolean[][] {
  const [drawn] = encode(() => bwipjs.raw(symbol(text))) as unknown as [{ pixs: number[]; pixx: number; pixy: number }]
  return Array.from({ length: drawn.pixy }, (_row, y) =>
    Array.from({ length: drawn.pixx }, (_column, x) => drawn.pixs[y * drawn.pixx + x] === 1),
  )
}

/** A PNG image, with its quiet zone on white. */
export async function datamatrixPng(text: string, { scale = 4 }: ImageOptions = {}): Promise<Buffer> {
  const modules = datamatrixModules(text) // says what is wrong in our words before anything is drawn
  return bwipjs.toBuffer({ ...symbol(text), ...layout(scale, modules.length), backgroundcolor: 'FFFFFF' })
}

/** An SVG image, with its quiet zone on white. */
export function datamatrixSvg(text: string, { scale = 4 }: ImageOptions = {}): string {
  const modules = datamatrixModules(text)
  return bwipjs.toSVG({ ...symbol(text), ...layout(scale, modules.length), backgroundcolor: 'FFFFFF' })
}

function layout(scale: number, modules: number): { scale: number; padding: number } {
  if (!Number.isInteger(scale) || scale < 1 || scale * modules > 4000) {
    throw new RangeError('scale: a whole number of pixels, for an image of 4000 pixels at most')
  }
  return { scale, padding: QUIET_MODULES }
}

function encode<T>(action: () => T): T {
  try {
    return action()
  } catch {
    throw new DatamatrixError(
      'DATAMATRIX.TOO_LARGE',
      "Le datamatrix INS ne peut pas être dessiné : l'identité est trop longue.",
    )
  }
}
