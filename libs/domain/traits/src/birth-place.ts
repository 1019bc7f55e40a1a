/** Place of birth not known. */
export const UNKNOWN_BIRTH_PLACE = '99999'

export type BirthPlaceKind = 'commune' | 'country' | 'unknown'

/**
 * What a COG code of 5 characters designates: a commune (`51215`, `2A020`, `97411`), a country (`99109`), or nothing known (`99999`).
 * `undefined` when it has not the shape of a code.
 */
export function birthPlaceKind(code: string): BirthPlaceKind | undefined {
  if (code === UNKNOWN_BIRTH_PLACE) return 'unknown'
  if (/^99\d{3}$/.test(code)) return 'country'
  // Departments 01 to 95 with Corsica as 2A and 2B (20 before 1976), overseas 971 to 989.
  return /^(?:0[1-9]|[1-8]\d|9[0-5]|2[AB])\d{3}$/.test(code) || /^9[78]\d{3}$/.test(code) ? 'commune' : undefined
}

export function isBirthPlaceCode(code: string): boolean {
  return birthPlaceKind(code) !== undefined
}
