import type { TableName } from './tables'

/** Data types whose form is checked (HL7 2.5 §2.A; IHE France constraints on data types 1.8.1). */
export type FieldType = 'TS' | 'DT' | 'NM' | 'SI' | 'CX' | 'XTN' | 'XAD' | 'XCN' | 'XON'

/** What the profile asks of one field. */
export interface FieldRule {
  field: number
  /** R required, X forbidden */
  use?: 'R' | 'X'
  table?: TableName
  type?: FieldType
  /** characters at most, of the first component */
  length?: number
  /** `W` where the receiver can do without */
  severity?: 'E' | 'W'
  clause: string
}

const forbidden = (fields: readonly number[], clause: string): FieldRule[] =>
  fields.map((field) => ({ field, use: 'X', clause }))
const table = (field: number, name: TableName, severity: 'E' | 'W', clause: string): FieldRule => ({
  field,
  table: name,
  severity,
  clause,
})
const time = (field: number, severity: 'E' | 'W', clause: string): FieldRule => ({
  field,
  type: 'TS',
  severity,
  clause,
})
const typed = (type: FieldType, fields: readonly number[], clause: string): FieldRule[] =>
  fields.map((field) => ({ field, type, severity: 'W', clause }))
const required = (field: number, clause: string, more: Partial<FieldRule> = {}): FieldRule => ({
  field,
  use: 'R',
  clause,
  ...more,
})

/** Rules of PAM-FR 2.11 that do not depend on the event, by segment. */
export const FIELD_RULES: Readonly<Record<string, readonly FieldRule[]>> = {
  EVN: [required(2, '§6.4', { type: 'TS' }), time(3, 'E', '§6.4'), time(6, 'E', '§6.4')],
  PID: [
    required(3, '§6.6.1', { length: 128 }),
    ...typed('CX', [3], '§6.6.1'),
    required(5, '§6.6.2', { length: 250 }),
    ...forbidden([2, 4, 9, 10, 12, 17, 19, 20, 22, 28], '§6.6'),
    time(7, 'E', '§6.6.4'),
    table(8, '0001', 'E', '§6.6.5'),
    ...typed('XTN', [13, 14], '§6.6.8'),
    table(16, '0002', 'W', '§6.6'),
    ...typed('CX', [18, 21], '§6.6.11'),
    table(24, '0136', 'W', '§6.6'),
    ...typed('NM', [25], '§6.6'),
    time(29, 'W', '§6.6'),
    table(30, '0136', 'W', '§6.6'),
    table(31, '0136', 'W', '§6.6'),
    required(32, '§6.6.15', { table: '0445' }),
    time(33, 'W', '§6.6'),
  ],
  PD1: [table(2, '0220', 'W', '§6.7'), table(12, '0136', 'W', '§6.7')],
  ROL: [
    required(2, '§6.8', { table: '0287', severity: 'W' }),
    required(3, '§6.8', { table: '0443', severity: 'W' }),
    required(4, '§6.8', { severity: 'W', type: 'XCN' }),
    time(5, 'W', '§6.8'),
    time(6, 'W', '§6.8'),
    ...typed('XTN', [12], '§6.8'),
  ],
  NK1: [
    ...typed('SI', [1], '§6.9'),
    table(3, '0063', 'W', '§6.9'),
    ...typed('XTN', [5, 6], '§6.9'),
    table(7, '0131', 'W', '§6.9'),
    required(33, '§6.9', { severity: 'W', type: 'CX' }),
  ],
  PV1: [
    required(2, '§6.10', { table: '0004' }),
    table(4, '0007', 'W', '§6.10'),
    ...typed('CX', [5, 19], '§6.10'),
    ...typed('XCN', [7, 8, 17], '§6.10'),
    ...forbidden([9, 40, 52], '§6.10'),
    table(14, '0023', 'W', '§6.10'),
    table(16, '0136', 'W', '§6.10'),
    table(21, '0032', 'W', '§6.10'),
    table(22, '0136', 'W', '§6.10'),
    table(36, '0112', 'W', '§6.10'),
    table(41, 'LAST_VISIT', 'W', '§6.10'),
    time(44, 'E', '§6.10'),
    time(45, 'E', '§6.10'),
    table(51, 'VISIT_CANCELLED', 'W', '§6.10'),
  ],
  PV2: [
    table(2, 'ROOM', 'W', '§6.11'),
    table(7, 'CARE_PATH', 'W', '§6.11'),
    time(8, 'W', '§6.11'),
    time(9, 'W', '§6.11'),
    table(18, 'LONG_TERM_CONDITION', 'W', '§6.11'),
    table(22, '0136', 'W', '§6.11'),
    table(30, 'BILLING_CONDITIONS', 'W', '§6.11'),
    table(38, '0430', 'W', '§6.11'),
    time(47, 'W', '§6.11'),
  ],
  MRG: [required(1, '§6.12', { type: 'CX', severity: 'E' }), ...typed('CX', [3], '§6.12')],
  ACC: [time(1, 'W', '§6.22'), required(2, '§6.22', { table: '0050', severity: 'W' })],
  OBX: [
    ...typed('SI', [1], '§6.21'),
    required(3, '§6.21', { severity: 'W' }),
    table(11, 'OBSERVATION_STATUS', 'W', '§6.21'),
    time(14, 'W', '§6.21'),
  ],
  IN1: [
    ...typed('SI', [1], '§6.20'),
    required(2, '§6.20', { severity: 'W' }),
    required(3, '§6.20', { severity: 'W' }),
    ...typed('DT', [12, 13], '§6.20'),
    ...typed('CX', [49], '§6.20'),
  ],
  GT1: [...typed('SI', [1], '§6.20')],
  ZBE: [
    required(1, '§6.13'),
    required(2, '§6.13', { type: 'TS' }),
    ...forbidden([3], '§6.13'),
    required(4, '§6.13', { table: 'MOVEMENT_ACTION' }),
    required(5, '§6.13', { table: '0136' }),
    ...typed('XON', [7, 8], '§6.13'),
    required(9, '§6.13'),
  ],
  ZFA: [
    table(1, 'DMP_STATUS', 'E', '§6.14'),
    time(2, 'E', '§6.14'),
    time(3, 'E', '§6.14'),
    ...forbidden([4, 5, 6, 7, 8], '§6.14'),
    table(9, 'FEEDING', 'E', '§6.14'),
    time(10, 'E', '§6.14'),
    table(11, 'CONSULTATION', 'E', '§6.14'),
    time(12, 'E', '§6.14'),
  ],
  ZFP: [table(1, 'ACTIVITY', 'W', '§6.15'), table(2, 'CATEGORY', 'W', '§6.15')],
  ZFV: [
    table(2, '0430', 'W', '§6.16'),
    ...forbidden([3], '§6.16'),
    time(4, 'W', '§6.16'),
    time(5, 'W', '§6.16'),
    ...typed('CX', [7, 8], '§6.16'),
    table(10, 'RIMP', 'W', '§6.16'),
    table(11, 'SUPPORT', 'W', '§6.16'),
  ],
  ZFM: [
    table(1, 'ENTRY_MODE', 'W', '§6.17'),
    table(2, 'EXIT_MODE', 'W', '§6.17'),
    table(3, 'ORIGIN', 'W', '§6.17'),
    table(4, 'DESTINATION', 'W', '§6.17'),
    table(5, 'EMERGENCY_PASSAGE', 'W', '§6.17'),
  ],
  ZFD: [
    ...typed('NM', [2], '§6.18'),
    table(3, '0136', 'W', '§6.18'),
    table(4, '0136', 'E', '§6.18'),
    table(5, 'CAPTURE_MODE', 'W', '§6.18'),
    time(6, 'W', '§6.18'),
    table(7, 'PROOF', 'W', '§6.18'),
    time(8, 'W', '§6.18'),
  ],
  ZFS: [
    ...[1, 2, 3, 5, 6].map((field) => required(field, '§6.19', { severity: 'W' as const })),
    ...typed('SI', [1], '§6.19'),
    time(3, 'W', '§6.19'),
    time(4, 'W', '§6.19'),
    table(5, 'MOVEMENT_ACTION', 'W', '§6.19'),
    table(6, 'PSYCHIATRIC_MODE', 'W', '§6.19'),
    table(7, 'RIMP', 'W', '§6.19'),
  ],
}
