import { components, type Hl7Fields, type Hl7Value, subcomponents } from '@anamnese/interop-hl7v2'
import type { AdtAddress, AdtContact, AdtProfessional, AdtTelecom } from '../adt'
import { identifier, repeated } from './values'

/** XAD */
export function address(value: AdtAddress): Hl7Value {
  const { street, complement, city, postalCode, country, type } = value
  return components(street, complement, city, undefined, postalCode, country, type)
}

/** XTN: a mail in component 4, digits in component 12. */
export function telecom({ kind, value, use, equipment }: AdtTelecom): Hl7Value {
  if (kind === 'email') return components(undefined, use ?? 'NET', equipment ?? 'Internet', value)
  return components(undefined, use ?? 'PRN', equipment ?? 'PH', ...Array<undefined>(8).fill(undefined), value)
}

/** XCN: an identifier of national authority comes with the authority of the CI-SIS and its type. */
export function professional({ idNat, id, idType, family, given, prefix }: AdtProfessional): Hl7Value {
  const known = idNat !== undefined || id !== undefined
  const authority = idNat === undefined ? undefined : subcomponents('ASIP-SANTE-PS', '1.2.250.1.71.4.2.1', 'ISO')
  const type = idNat === undefined ? idType : (idType ?? 'IDNPS')
  const number = id ?? idNat
  const none = undefined
  const name = [number, family, given, none, none, prefix, none, none, authority, 'D'] as const
  return known ? components(...name, none, none, type) : components(...name)
}

/** NK1 */
export function contact(value: AdtContact, index: number): Hl7Fields {
  return {
    1: index + 1,
    2: components(value.family, value.given, undefined, undefined, undefined, undefined, 'L'),
    3: value.relationship,
    4: value.address && address(value.address),
    5: repeated(value.telecoms, telecom),
    7: value.role,
    33: identifier(value.identifier),
  }
}
