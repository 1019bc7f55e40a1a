export type PlaceKind = 'commune' | 'country' | 'unknown'

/** A place of birth during one period of its code. */
export interface Place {
  /** official geographic code (COG), 5 characters */
  code: string
  name: string
  kind: PlaceKind
  /** of a commune: `22`, `2A`, `974` */
  department?: string
  /** first day of this period; unlimited when left out */
  from?: string
  /** first day after this period; still in force when left out */
  until?: string
  /** code that took over */
  successor?: string
}

/** Was the code in force that day? The period starts on `from` and ends before `until`. */
export function inForce(place: Place, day: string): boolean {
  return (place.from === undefined || day >= place.from) && (place.until === undefined || day < place.until)
}

/** The department of a commune code: two characters, three overseas. */
export function departmentOf(code: string): string {
  return /^9[78]/.test(code) ? code.slice(0, 3) : code.slice(0, 2)
}
