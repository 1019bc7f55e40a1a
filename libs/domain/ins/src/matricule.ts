/** Why a matricule is not one. */
export type MatriculeDefect = 'FORMAT' | 'KEY' | 'TEMPORARY'

const POSITIONS_13 = /^\d{5}(?:\d{2}|2A|2B)\d{6}$/

/**
 * The two-digit key of the 13 positions of a NIR or NIA: 97 minus the remainder by 97, Corsican departments at positions 6-7 counted as
 * 19 (2A) and 18 (2B). Throws RangeError when the positions are not those of a matricule.
 */
export function insKey(positions13: string): string {
  const text = positions13.toUpperCase()
  if (!POSITIONS_13.test(text)) throw new RangeError('Un matricule commence par 13 positions.')
  const department = text.slice(5, 7)
  const digits = department === '2A' ? '19' : department === '2B' ? '18' : department
  // 13 digits are below 2^53: exact as a number.
  const remainder = Number(text.slice(0, 5) + digits + text.slice(7)) % 97
  return String(97 - remainder).padStart(2, '0')
}

/**
 * What is wrong with a typed, scanned or received matricule of 15 characters, or `undefined`. A first digit of 5 to 8 is a temporary
 * number of the health insurance, which is never an INS. What INSi itself returns must not be refused on this ground.
 */
export function matriculeDefect(matricule: string): MatriculeDefect | undefined {
  const text = matricule.toUpperCase()
  if (text.length !== 15 || !POSITIONS_13.test(text.slice(0, 13)) || !/^\d{2}$/.test(text.slice(13))) return 'FORMAT'
  if (/^[5-8]/.test(text)) return 'TEMPORARY'
  return insKey(text.slice(0, 13)) === text.slice(13) ? undefined : 'KEY'
}

/** 15 characters, plausible, right key. */
export function isValidMatricule(matricule: string): boolean {
  return matriculeDefect(matricule) === undefined
}

/** `279035121518989` → `2 79 03 51 215 189 89`, as people read it. */
export function formatMatricule(matricule: string): string {
  const cuts = [0, 1, 3, 5, 7, 10, 13, 15]
  return matricule.length === 15
    ? cuts
        .slice(1)
        .map((end, index) => matricule.slice(cuts[index], end))
        .join(' ')
    : matricule
}
