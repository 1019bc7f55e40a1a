/** Several values of one filter travel in one parameter, separated by commas. */
const several = (...values: readonly string[]): string => values.join(',')

/** Sendings that a person has to look at. */
export const TO_FOLLOW = several('refused', 'not-sent')

/** Messages that were not accepted. */
export const IN_ERROR = several('AE', 'AR')

/** Letters not validated yet: being written, or waiting for a signature. */
export const TO_VALIDATE = several('draft', 'to-validate')
