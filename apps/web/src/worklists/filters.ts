import type { IdentityStatus } from '@anamnese/domain-ins'

/** Several values of one filter travel in one parameter, separated by commas. */
const several = (...values: readonly string[]): string => values.join(',')

const unqualified: readonly IdentityStatus[] = ['PROVISOIRE', 'RECUPEREE', 'VALIDEE']

/** Identities whose INS is not qualified yet. */
export const TO_QUALIFY = several(...unqualified)

/** Sendings that a person has to look at. */
export const TO_FOLLOW = several('refused', 'not-sent')

/** Messages that were not accepted. */
export const IN_ERROR = several('AE', 'AR')

/** Letters not validated yet: being written, or waiting for a signature. */
export const TO_VALIDATE = several('draft', 'to-validate')
