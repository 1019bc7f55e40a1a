import { passesLuhn } from './luhn'

/** OID of the national identifiers of professionals (PS_IdNat) and of structures (Struct_IdNat). */
export const PROFESSIONAL_OID = '1.2.250.1.71.4.2.1'
export const STRUCTURE_OID = '1.2.250.1.71.4.2.2'

/** RPPS: 11 digits, Luhn on these eleven (not on the PS_IdNat, which is prefixed). */
export function isRpps(text: string): boolean {
  return /^\d{11}$/.test(text) && passesLuhn(text)
}

/** FINESS has the shape of one: nine digits, or a Corsican department in letters. */
export function isFinessShape(text: string): boolean {
  return /^(?:\d{9}|2[AB]\d{7})$/.test(text)
}

/** FINESS whose key is right. That of Corsica is not checked: the letter has no agreed value. */
export function isFiness(text: string): boolean {
  return isFinessShape(text) && (!/^\d+$/.test(text) || passesLuhn(text))
}

/** Kinds of national identifiers of a person, by prefix of PS_IdNat. */
export type ProfessionalIdKind =
  'ADELI' | 'CABINET_ADELI' | 'FINESS_LOCAL' | 'SIREN_LOCAL' | 'SIRET_LOCAL' | 'CABINET_RPPS' | 'RPPS'

export interface ProfessionalId {
  kind: ProfessionalIdKind
  /** without prefix: RPPS, ADELI, or the structure's number */
  number: string
  /** what follows `/`: the number given by the structure */
  local?: string
}

const KINDS: Readonly<Record<string, ProfessionalIdKind>> = {
  '0': 'ADELI',
  '1': 'CABINET_ADELI',
  '3': 'FINESS_LOCAL',
  '4': 'SIREN_LOCAL',
  '5': 'SIRET_LOCAL',
  '6': 'CABINET_RPPS',
  '8': 'RPPS',
}

/** Reads a PS_IdNat: `8`RPPS, `0`ADELI, `3`FINESS`/`local… `undefined` when it is not one. */
export function parseProfessionalId(idNat: string): ProfessionalId | undefined {
  const kind = KINDS[idNat.charAt(0)]
  const [number = '', ...rest] = idNat.slice(1).split('/')
  if (kind === undefined || number === '' || /\s/.test(idNat)) return undefined
  const local = rest.join('/')
  if (kind.endsWith('_LOCAL')) return local === '' ? undefined : { kind, number, local }
  if (kind === 'RPPS' && !/^\d{11}$/.test(number)) return undefined
  return rest.length === 0 ? { kind, number } : undefined
}

/** PS_IdNat of an RPPS or ADELI number, given with or without its prefix. `undefined` for neither. */
export function professionalIdNat(number: string, type: 'RPPS' | 'ADELI' | 'IDNPS'): string | undefined {
  if (type === 'IDNPS') return parseProfessionalId(number) ? number : undefined
  if (type === 'ADELI') return /^[0-9A-Z]{9}$/.test(number) ? `0${number}` : undefined
  if (/^\d{11}$/.test(number)) return `8${number}`
  return /^8\d{11}$/.test(number) ? number : undefined
}

/** RPPS inside a PS_IdNat, when it is one. */
export function rppsOf(idNat: string): string | undefined {
  const id = parseProfessionalId(idNat)
  return id?.kind === 'RPPS' ? id.number : undefined
}

export interface StructureId {
  kind: 'FINESS' | 'SIREN' | 'SIRET' | 'RPPS_RANG' | 'ADELI_RANG'
  number: string
}

const STRUCTURES: Readonly<Record<string, StructureId['kind']>> = {
  '0': 'ADELI_RANG',
  '1': 'FINESS',
  '2': 'SIREN',
  '3': 'SIRET',
  '4': 'RPPS_RANG',
}

/** Reads a Struct_IdNat: `1`FINESS, `2`SIREN, `3`SIRET, `4`RPPS-rank. `undefined` when it is not one. */
export function parseStructureId(idNat: string): StructureId | undefined {
  const kind = STRUCTURES[idNat.charAt(0)]
  const number = idNat.slice(1)
  const shapes: Record<StructureId['kind'], RegExp> = {
    FINESS: /^(?:\d{9}|\d[AB]\d{7})$/,
    SIREN: /^\d{9}$/,
    SIRET: /^\d{14}$/,
    RPPS_RANG: /^\d{11,14}$/,
    ADELI_RANG: /^[0-9A-Z]{9,12}$/,
  }
  return kind !== undefined && shapes[kind].test(number) ? { kind, number } : undefined
}
