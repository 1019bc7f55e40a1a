import type { Hl7ErrorCode, Hl7Finding, Hl7Severity } from '@anamnese/interop-hl7v2'

/** A severity that the site chooses for what is found at a place: `PID-31`, or a whole segment, `ZFM`; for one code or for all. */
export interface SeverityChoice {
  location: string
  code?: Hl7ErrorCode
  severity: Hl7Severity
}

/** Without these, the message cannot be read: no choice makes them less than errors. */
const NEEDED: ReadonlySet<string> = new Set(['100', '200', '201', '202', '203'])

/** Reads `PID-31/102=W`, `ZFM=I`. `undefined` when it is not a choice. */
export function parseSeverityChoice(text: string): SeverityChoice | undefined {
  const match = /^([A-Z][A-Z0-9]{2}(?:-\d{1,3}(?:\.\d{1,3}){0,2})?)(?:\/(\d{1,3}))?=([EWI])$/.exec(text)
  const [, location, code, severity] = match ?? []
  if (location === undefined || severity === undefined) return undefined
  return { location, ...(code === undefined ? {} : { code: code as Hl7ErrorCode }), severity: severity as Hl7Severity }
}

/** The findings with the severities that the site chose; the last choice that applies wins. */
export function withSeverities(findings: readonly Hl7Finding[], choices: readonly SeverityChoice[]): Hl7Finding[] {
  if (choices.length === 0) return [...findings]
  return findings.map((one) => {
    const place = one.location.replace(/\(\d+\)/g, '')
    const choice = choices.findLast(({ location, code }) => isAt(place, location) && (code ?? one.code) === one.code)
    return choice && !NEEDED.has(one.code) ? { ...one, severity: choice.severity } : one
  })
}

function isAt(place: string, location: string): boolean {
  return place === location || place.startsWith(`${location}.`) || place.startsWith(`${location}-`)
}
