import { civilDateOf, type Hl7Field, isTimestamp } from '@anamnese/interop-hl7v2'
import type { FieldType } from '../profile/fields'
import { isInTable, type TableName } from '../profile/tables'

/** What is wrong in the form of a value: where in the field, and why. */
export interface TypeDefect {
  component?: number
  subcomponent?: number
  code: '101' | '102' | '103'
  message: string
}

type Check = (field: Hl7Field, name: string) => TypeDefect[]

/** Defects of one repetition against its data type (IHE France constraints on data types 1.8.1). */
export function typeDefects(type: FieldType, field: Hl7Field, name: string): TypeDefect[] {
  return CHECKS[type](field, name)
}

const CHECKS: Readonly<Record<FieldType, Check>> = {
  TS: primitive('Date', isTimestamp),
  DT: primitive('Date', (value) => civilDateOf(value) !== undefined),
  NM: primitive('Nombre', (value) => /^[+-]?\d+(?:\.\d+)?$/.test(value)),
  SI: primitive('Numéro d’ordre', (value) => /^\d{1,4}$/.test(value)),
  CX: (field, name) => [
    ...wantedTogether(field, name, 1, 4, 'Identifiant sans autorité d’affectation'),
    ...coded(field, name, 5, '0203', 'Type d’identifiant inconnu'),
    ...coded(field, name, 4, '0301', 'Type d’autorité inconnu', 3),
  ],
  XTN: (field, name) => [
    ...coded(field, name, 2, '0201', 'Usage de télécommunication inconnu'),
    ...coded(field, name, 3, '0202', 'Équipement de télécommunication inconnu'),
  ],
  XAD: (field, name) => coded(field, name, 7, 'ADDRESS_TYPE', 'Type d’adresse inconnu'),
  XCN: (field, name) => [
    ...wantedTogether(field, name, 1, 13, 'Identifiant de professionnel sans type'),
    ...coded(field, name, 13, 'PROFESSIONAL_ID', 'Type d’identifiant de professionnel inconnu'),
  ],
  XON: (field, name) => coded(field, name, 7, '0203', 'Type d’identifiant de structure inconnu'),
}

function primitive(what: string, isValid: (value: string) => boolean): Check {
  return (field, name) => {
    const value = field.get()
    if (value === undefined || isValid(value)) return []
    return [{ code: '102', message: `${what} invalide en ${name} : « ${shown(value)} ».` }]
  }
}

function coded(
  field: Hl7Field,
  name: string,
  component: number,
  table: TableName,
  what: string,
  subcomponent?: number,
): TypeDefect[] {
  const value = field.get(component, subcomponent)
  if (value === undefined || isInTable(value, table)) return []
  const place = subcomponent === undefined ? `${name}.${component}` : `${name}.${component}.${subcomponent}`
  const message = `${what} en ${place} : « ${shown(value)} ».`
  return [{ component, ...(subcomponent === undefined ? {} : { subcomponent }), code: '103', message }]
}

function wantedTogether(field: Hl7Field, name: string, value: number, companion: number, what: string): TypeDefect[] {
  if (field.rawAt(value) === '' || field.rawAt(companion) !== '') return []
  return [{ component: companion, code: '101', message: `${what} (${name}.${companion}).` }]
}

const shown = (value: string): string => (value.length > 60 ? `${value.slice(0, 60)}…` : value)
