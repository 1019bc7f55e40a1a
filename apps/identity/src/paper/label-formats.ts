import { formatDefect, LABEL_FORMATS, type LabelFormat } from '@anamnese/interop-pdfa'

/**
 * The sheets and rolls of the hospital: the usual ones, or its own when it gives a list.
 * @throws Error with what is wrong, in French: the service does not start with labels that would not hold
 */
export function labelFormats(json: string | undefined): readonly LabelFormat[] {
  if (json === undefined || json.trim() === '') return LABEL_FORMATS
  const given = parse(json)
  if (!Array.isArray(given) || given.length === 0) throw wrong('une liste de formats est attendue')
  return given.map((one, index) => {
    const format = one as LabelFormat
    if (!isFormat(one)) throw wrong(`le format n° ${String(index + 1)} est incomplet`)
    const defect = formatDefect(format)
    if (defect !== undefined) throw wrong(`format « ${format.code} » : ${defect}`)
    return format
  })
}

const NUMBERS = ['columns', 'rows', 'left', 'top', 'width', 'height', 'gapX', 'gapY'] as const

function isFormat(value: unknown): value is LabelFormat {
  if (typeof value !== 'object' || value === null) return false
  const { code, label, page, ...rest } = value as Partial<LabelFormat>
  return (
    typeof code === 'string' &&
    /^[A-Z0-9-]{1,30}$/.test(code) &&
    typeof label === 'string' &&
    typeof page === 'object' &&
    typeof page.width === 'number' &&
    typeof page.height === 'number' &&
    NUMBERS.every((name) => typeof rest[name] === 'number')
  )
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (cause) {
    throw new Error('LABEL_FORMATS : ce n’est pas du JSON', { cause })
  }
}

function wrong(what: string): Error {
  return new Error(`LABEL_FORMATS : ${what}`)
}
