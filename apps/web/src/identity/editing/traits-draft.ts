import type { BirthDatePrecision, BirthDetails, ChangeTraitsRequest, PatientDetail } from '@anamnese/contracts'
import type { IdentityTraits, Sex } from '@anamnese/domain-traits'
import { formatCivil, parseFrenchDate } from '../../format/dates'

/** The traits as a form holds them: text, empty when not known; the date as people type it. */
export interface TraitsDraft {
  birthName: string
  firstBirthGivenName: string
  birthGivenNames: string
  birthDate: string
  precision: BirthDatePrecision | ''
  sex: Sex | ''
  birthPlaceCode: string
  usedName: string
  usedGivenName: string
  lunarDate: string
  phone: string
  email: string
  street: string
  postalCode: string
  city: string
}

export const EMPTY_DRAFT: TraitsDraft = {
  birthName: '',
  firstBirthGivenName: '',
  birthGivenNames: '',
  birthDate: '',
  precision: '',
  sex: '',
  birthPlaceCode: '',
  usedName: '',
  usedGivenName: '',
  lunarDate: '',
  phone: '',
  email: '',
  street: '',
  postalCode: '',
  city: '',
}

/** The form as it opens on traits read or searched. */
export function draftOfTraits(traits: Partial<IdentityTraits>): TraitsDraft {
  const { birthDate, ...rest } = traits
  return { ...EMPTY_DRAFT, ...rest, birthDate: birthDate === undefined ? '' : formatCivil(birthDate) }
}

/** The form as it opens on a record. */
export function draftOfPatient({ traits, birth, address, telecoms }: PatientDetail): TraitsDraft {
  const first = (system: 'tel' | 'mailto'): string => telecoms.find((one) => one.system === system)?.value ?? ''
  return {
    ...draftOfTraits(traits),
    precision: birth?.precision ?? '',
    lunarDate: birth?.lunarDate ?? '',
    phone: first('tel'),
    email: first('mailto'),
    street: address?.lines.join(', ') ?? '',
    postalCode: address?.postalCode ?? '',
    city: address?.city ?? '',
  }
}

const TEXTS = [
  'birthName',
  'firstBirthGivenName',
  'birthGivenNames',
  'birthPlaceCode',
  'usedName',
  'usedGivenName',
] as const

/** The birth date as a civil date; what cannot be one stays as typed, for the rules to say so. */
export function civilBirthDate(draft: Pick<TraitsDraft, 'birthDate'>): string {
  return parseFrenchDate(draft.birthDate) ?? draft.birthDate.trim()
}

/** What is typed, as traits: empty ones left out. */
export function traitsOf(draft: TraitsDraft): Partial<IdentityTraits> {
  const texts = TEXTS.flatMap((trait): [string, string][] =>
    draft[trait].trim() === '' ? [] : [[trait, draft[trait].trim()]],
  )
  return {
    ...Object.fromEntries(texts),
    ...(draft.birthDate.trim() === '' ? {} : { birthDate: civilBirthDate(draft) }),
    ...(draft.sex === '' ? {} : { sex: draft.sex }),
  }
}

export function birthOf({ precision, lunarDate }: TraitsDraft): BirthDetails | undefined {
  if (precision === '' && lunarDate.trim() === '') return undefined
  return {
    ...(precision === '' ? {} : { precision }),
    ...(lunarDate.trim() === '' ? {} : { lunarDate: lunarDate.trim() }),
  }
}

export function contactOf(draft: TraitsDraft): Pick<ChangeTraitsRequest, 'telecoms'> & {
  address: NonNullable<PatientDetail['address']> | null
} {
  const { street, postalCode, city, phone, email } = draft
  const empty = [street, postalCode, city].every((part) => part.trim() === '')
  return {
    address: empty
      ? null
      : {
          lines: street.trim() === '' ? [] : [street.trim()],
          ...(postalCode.trim() === '' ? {} : { postalCode: postalCode.trim() }),
          ...(city.trim() === '' ? {} : { city: city.trim() }),
        },
    telecoms: [
      ...(phone.trim() === '' ? [] : [{ system: 'tel' as const, value: phone.trim() }]),
      ...(email.trim() === '' ? [] : [{ system: 'mailto' as const, value: email.trim() }]),
    ],
  }
}

type Change = Pick<ChangeTraitsRequest, 'traits' | 'birth' | 'address' | 'telecoms'>

/** Only what the person changed since the form opened: the rest of the record is not theirs to overwrite. */
export function changesOf(opened: TraitsDraft, draft: TraitsDraft): Change {
  const [before, after] = [traitsOf(opened), traitsOf(draft)]
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof IdentityTraits)[]
  const traits = names.flatMap((name) => (before[name] === after[name] ? [] : [[name, after[name] ?? null]]))
  const birth = (['precision', 'lunarDate'] as const).flatMap((name) =>
    opened[name] === draft[name] ? [] : [[name, draft[name] === '' ? null : draft[name]]],
  )
  const differs = (...fields: (keyof TraitsDraft)[]): boolean => fields.some((field) => opened[field] !== draft[field])
  const contact = contactOf(draft)
  return {
    ...(traits.length === 0 ? {} : { traits: Object.fromEntries(traits) as NonNullable<Change['traits']> }),
    ...(birth.length === 0 ? {} : { birth: Object.fromEntries(birth) as NonNullable<Change['birth']> }),
    ...(differs('street', 'postalCode', 'city') ? { address: contact.address } : {}),
    ...(differs('phone', 'email') && contact.telecoms ? { telecoms: contact.telecoms } : {}),
  }
}

const STRICT = ['birthName', 'firstBirthGivenName', 'birthGivenNames', 'birthDate', 'sex', 'birthPlaceCode'] as const

/** Does the person change one of the traits that make the identity? */
export function changesStrict(opened: TraitsDraft, draft: TraitsDraft): boolean {
  return STRICT.some((trait) => opened[trait].trim() !== draft[trait].trim())
}
