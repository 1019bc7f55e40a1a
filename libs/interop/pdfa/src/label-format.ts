/** Labels of one page, in millimetres. A roll is a page of one label. */
export interface LabelFormat {
  code: string
  /** French */
  label: string
  page: { width: number; height: number }
  columns: number
  rows: number
  /** of the first label */
  left: number
  top: number
  width: number
  height: number
  /** between two labels */
  gapX: number
  gapY: number
}

/** Usual sheets and rolls; a hospital gives its own. */
export const LABEL_FORMATS: readonly LabelFormat[] = [
  sheet('A4-24', 'Planche A4, 24 étiquettes de 70 × 37 mm', [3, 8], [70, 37], [0, 0.5], [0, 0]),
  sheet('A4-21', 'Planche A4, 21 étiquettes de 63,5 × 38,1 mm', [3, 7], [63.5, 38.1], [7.2, 15.1], [2.5, 0]),
  sheet('A4-16', 'Planche A4, 16 étiquettes de 99,1 × 33,9 mm', [2, 8], [99.1, 33.9], [4.7, 13], [2.5, 0]),
  {
    code: 'ROULEAU-76',
    label: 'Rouleau, étiquette de 76 × 35 mm',
    page: { width: 76, height: 35 },
    columns: 1,
    rows: 1,
    left: 0,
    top: 0,
    width: 76,
    height: 35,
    gapX: 0,
    gapY: 0,
  },
]

/** What is wrong with a format that a hospital gives, in French; undefined when it can be printed. */
export function formatDefect(format: LabelFormat): string | undefined {
  const { page, columns, rows, left, top, width, height, gapX, gapY } = format
  const numbers = [page.width, page.height, columns, rows, left, top, width, height, gapX, gapY]
  if (numbers.some((one) => !Number.isFinite(one) || one < 0)) return 'une mesure n’est pas un nombre positif'
  if (!Number.isInteger(columns) || !Number.isInteger(rows) || columns < 1 || rows < 1 || columns * rows > 200)
    return 'de 1 à 200 étiquettes par page'
  if (width < 40 || height < 25) return 'une étiquette fait au moins 40 × 25 mm : l’identité doit tenir'
  const right = left + columns * width + (columns - 1) * gapX
  const bottom = top + rows * height + (rows - 1) * gapY
  // Half a millimetre is the precision of the paper itself.
  return right > page.width + 0.5 || bottom > page.height + 0.5 ? 'les étiquettes dépassent de la page' : undefined
}

type Pair = [number, number]

function sheet(
  code: string,
  label: string,
  [columns, rows]: Pair,
  [width, height]: Pair,
  [left, top]: Pair,
  [gapX, gapY]: Pair,
): LabelFormat {
  return { code, label, page: { width: 210, height: 297 }, columns, rows, left, top, width, height, gapX, gapY }
}
