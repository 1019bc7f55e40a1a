import type { AdtAddress, AdtPatient, AdtProfessional, AdtTelecom } from '@anamnese/interop-pam-fr'
import type { Patient, PostalAddress, Telecom } from './patient'

/** The address of residence: the one of type H, else the first. `null` when the message removes it, `undefined` without change. */
export function residence(sent: AdtPatient['addresses']): PostalAddress | null | undefined {
  if (sent === undefined || sent === null) return sent
  const chosen = sent.find((one) => one.type === 'H') ?? sent[0]
  return chosen && postal(chosen)
}

function postal({ street, complement, city, postalCode, country }: AdtAddress): PostalAddress {
  const lines = [street ?? '', ...(complement ?? '').split('\n')].filter((line) => line !== '')
  return {
    lines,
    ...(city === undefined ? {} : { city }),
    ...(postalCode === undefined ? {} : { postalCode }),
    ...(country === undefined ? {} : { country }),
  }
}

/** A removal leaves an empty list. */
export function telecomsOf(sent: AdtPatient['telecoms']): Telecom[] | undefined {
  const system = (one: AdtTelecom): Telecom['system'] => (one.kind === 'email' ? 'mailto' : 'tel')
  return sent === undefined ? undefined : (sent ?? []).map((one) => ({ system: system(one), value: one.value }))
}

export function named({ idNat, family, given }: AdtProfessional): NonNullable<Patient['generalPractitioner']> {
  return {
    ...(idNat === undefined ? {} : { idNat }),
    family,
    ...(given === undefined ? {} : { given }),
  }
}
