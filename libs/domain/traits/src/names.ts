const LIGATURES: Readonly<Record<string, string>> = { Œ: 'OE', Æ: 'AE', ẞ: 'SS', Ø: 'O', Ł: 'L', Đ: 'D' }

/**
 * A name as it is stored and shown (RNIV, SEL-MP-043): upper case, no diacritics, ligatures in two letters, typographic apostrophes and
 * dashes as plain ones, one space between words. What has no equivalent stays, so that {@link nameDefect} refuses it instead of losing it.
 * Never apply it to what INSi returned.
 */
export function normalizeName(raw: string): string {
  // Some letters are decomposed, and some apostrophes appear, only once in upper case.
  return withoutMarks(withoutMarks(raw).toUpperCase())
    .replace(/[ŒÆẞØŁĐ]/g, (letter) => LIGATURES[letter] ?? letter)
    .replace(/[’‘ʼ´`]/g, "'")
    .replace(/[‐-―−]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
}

function withoutMarks(text: string): string {
  return text.normalize('NFD').replace(/\p{M}+/gu, '')
}

export type NameKind = 'family' | 'given'

export type NameDefect = 'EMPTY' | 'CHARACTER' | 'START' | 'END' | 'SEPARATORS' | 'LENGTH'

/** 100 characters at least must fit (RNIV EXI SI 01); longer is refused rather than cut. */
export const NAME_MAX_LENGTH = 100

/** What is wrong with a normalised name, or `undefined`. A family name may hold `--` (double name), a given name may not. */
export function nameDefect(name: string, kind: NameKind): NameDefect | undefined {
  if (name === '') return 'EMPTY'
  if (name.length > NAME_MAX_LENGTH) return 'LENGTH'
  if (!/^[A-Z '-]+$/.test(name)) return 'CHARACTER'
  if (/^[ -]/.test(name)) return 'START'
  if (/[ '-]$/.test(name)) return 'END'
  const separators = kind === 'family' ? name.replace(/(?<![ '-])--(?![ '-])/g, '-') : name
  return /[ '-]{2}/.test(separators) ? 'SEPARATORS' : undefined
}

/**
 * Is the first given name the start of the list of given names (guide INS EXI ID 10)? Hyphen and space are equivalent: the list
 * `JEAN CHRISTOPHE PIERRE` accepts `JEAN` and `JEAN-CHRISTOPHE`, not `CHRISTOPHE`. To alert, not to refuse.
 */
export function startsGivenNames(first: string, list: string): boolean {
  const words = (text: string) => normalizeName(text).split(/[ -]+/)
  const all = words(list)
  return words(first).every((word, index) => word === all[index])
}

/** What names are compared and searched by: letters and digits only, so that accents, hyphens, apostrophes and spaces do not count. */
export function searchKey(name: string): string {
  return normalizeName(name).replace(/[^A-Z0-9]/g, '')
}
