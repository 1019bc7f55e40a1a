import type { X509Certificate } from 'node:crypto'
import { derChildren, readDer, readOid, type DerElement } from './der'

/** Names that RFC 2253 §2.3 gives to attribute types; any other type is written by its OID, its value in hexadecimal. */
const KEYWORDS: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'STREET',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '0.9.2342.19200300.100.1.1': 'UID',
  '0.9.2342.19200300.100.1.25': 'DC',
}

const UTF8_STRING = 0x0c
const BMP_STRING = 0x1e
const LATIN_STRINGS = new Set([0x12, 0x13, 0x14, 0x16, 0x1a])

/** One attribute of a distinguished name. */
export interface NameAttribute {
  oid: string
  /** decoded text, or `undefined` when the value is not a string */
  value?: string
  raw: Buffer
}

/** The relative names of a certificate, in the order of the certificate; each may hold several attributes. */
export function nameAttributes(certificate: X509Certificate, which: 'subject' | 'issuer'): NameAttribute[][] {
  const fields = derChildren(derChildren(readDer(certificate.raw))[0] as DerElement)
  // [0] version is optional; then serialNumber, signature, issuer, validity, subject (RFC 5280 §4.1).
  const start = fields[0]?.tag === 0xa0 ? 1 : 0
  const name = fields[start + (which === 'issuer' ? 2 : 4)]
  if (name === undefined) throw new RangeError('certificate without a name')
  return derChildren(name).map((set) => derChildren(set).map(readAttribute))
}

/**
 * Writes the subject or issuer of a certificate as RFC 2253 has it: most specific first, `ST=` for the state, attributes
 * of one relative name joined by `+`, unknown types as `oid=#hex` — the form that the DMP compares with the VIHF `Issuer`.
 */
export function distinguishedName(certificate: X509Certificate, which: 'subject' | 'issuer' = 'subject'): string {
  return nameAttributes(certificate, which)
    .reverse()
    .map((set) => set.map(formatAttribute).join('+'))
    .join(',')
}

/** Values of one attribute type in the subject, e.g. `2.5.4.11` (OU). */
export function subjectValues(certificate: X509Certificate, oid: string): string[] {
  return nameAttributes(certificate, 'subject')
    .flat()
    .filter((attribute) => attribute.oid === oid)
    .flatMap((attribute) => attribute.value ?? [])
}

function readAttribute(element: DerElement): NameAttribute {
  const [type, value] = derChildren(element)
  if (type === undefined || value === undefined) throw new RangeError('incomplete name attribute')
  const text = decode(value)
  return { oid: readOid(type.content), raw: value.raw, ...(text === undefined ? {} : { value: text }) }
}

function decode(value: DerElement): string | undefined {
  if (value.tag === UTF8_STRING) return value.content.toString('utf8')
  if (value.tag === BMP_STRING) return Buffer.from(value.content).swap16().toString('utf16le')
  return LATIN_STRINGS.has(value.tag) ? value.content.toString('latin1') : undefined
}

function formatAttribute({ oid, value, raw }: NameAttribute): string {
  const keyword = KEYWORDS[oid]
  if (keyword === undefined || value === undefined) return `${keyword ?? oid}=#${raw.toString('hex')}`
  return `${keyword}=${escapeValue(value)}`
}

/** RFC 2253 §2.4. */
function escapeValue(value: string): string {
  return value
    .replace(/[,+"\\<>;]/g, '\\$&')
    .replace(/^[ #]/, '\\$&')
    .replace(/ $/, '\\ ')
}
