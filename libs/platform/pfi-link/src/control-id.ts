import { randomInt } from 'node:crypto'

/** MSH-10 of a new sending: 20 characters (the length of HL7 2.5), prefix of the service, instant, randomness. */
export function newControlId(prefix: string, at: Date): string {
  const instant = at.toISOString().slice(2, 19).replace(/\D/g, '')
  const random = randomInt(36 ** 5)
    .toString(36)
    .padStart(5, '0')
    .toUpperCase()
  return `${prefix}${instant}${random}`
}
