import type { Hl7Field, Hl7Message } from '@anamnese/interop-hl7v2'
import type { AdtAddress, AdtContact, AdtTelecom } from '../adt'
import { compact, identifier } from './values'

/** XAD repetitions, the place of birth (BDL) and those that say nothing left out. */
export function addresses(fields: readonly Hl7Field[]): AdtAddress[] {
  return fields
    .filter((field) => field.get(7) !== 'BDL' && !field.isDelete)
    .map((field) =>
      compact<AdtAddress>({
        type: field.get(7),
        street: field.get(1),
        complement: field.get(2),
        city: field.get(3),
        postalCode: field.get(5),
        country: field.get(6),
      }),
    )
    .filter((address) => Object.keys(address).some((key) => key !== 'type' && key !== 'country'))
}

/** XTN repetitions: mail in component 4, phone digits in component 12, else the free text of component 1. */
export function telecoms(fields: readonly Hl7Field[]): AdtTelecom[] {
  return fields.flatMap((field) => {
    const [email, phone] = [field.get(4), field.get(12) ?? field.get(1)]
    const value = email ?? phone
    if (value === undefined) return []
    const kind = email === undefined ? ('phone' as const) : ('email' as const)
    return [compact<AdtTelecom>({ kind, value, use: field.get(2), equipment: field.get(3) })]
  })
}

/** NK1: people around the patient. */
export function contacts(message: Hl7Message): AdtContact[] {
  return message.all('NK1').flatMap((nk1) => {
    const family = nk1.get(2)
    if (family === undefined) return []
    return [
      compact<AdtContact>({
        family,
        given: nk1.get(2, 2),
        relationship: nk1.get(3),
        role: nk1.get(7),
        telecoms: telecoms([...nk1.repetitions(5), ...nk1.repetitions(6)]),
        address: addresses(nk1.repetitions(4))[0],
        identifier: identifier(nk1.field(33)),
      }),
    ]
  })
}
