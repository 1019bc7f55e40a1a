import type { Address, ContactPoint, Patient } from '../types'
import { SYSTEMS } from './fr-core'
import type { PatientRecord } from './record'

export function telecomsOf({ telecoms }: PatientRecord): ContactPoint[] {
  return telecoms.map(({ system, value }) =>
    system === 'mailto'
      ? { system: 'email', value }
      : { system: 'phone', value, use: /^(?:\+33|0033|0)[67]/.test(value.replace(/[\s.]/g, '')) ? 'mobile' : 'home' },
  )
}

export function addressesOf({ address }: PatientRecord): Address[] {
  if (!address) return []
  const { lines, city, postalCode, country } = address
  return [
    {
      use: 'home',
      ...(lines.length === 0 ? {} : { line: [...lines] }),
      ...(city === undefined ? {} : { city }),
      ...(postalCode === undefined ? {} : { postalCode }),
      ...(country === undefined ? {} : { country }),
    },
  ]
}

/** The general practitioner is named, by the national identifier when it is known: practitioners are not resources of this server. */
export function practitionersOf({ generalPractitioner }: PatientRecord): NonNullable<Patient['generalPractitioner']> {
  if (!generalPractitioner) return []
  const { idNat, given, family } = generalPractitioner
  return [
    {
      type: 'Practitioner',
      ...(idNat === undefined ? {} : { identifier: { system: SYSTEMS.professionals, value: idNat } }),
      display: [given, family].filter((part) => part !== undefined).join(' '),
    },
  ]
}
