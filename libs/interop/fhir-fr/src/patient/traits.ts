import { isCivilDate } from '@anamnese/domain-traits'
import type { Extension, HumanName, Patient } from '../types'
import { EXTENSIONS, SYSTEMS } from './fr-core'
import type { PatientRecord } from './record'

const GENDERS = { M: 'male', F: 'female', U: 'unknown' } as const

export function genderOf({ traits }: PatientRecord): NonNullable<Patient['gender']> {
  return GENDERS[traits.sex]
}

/** The birth name, with its list of given names; then the name in use when there is one. */
export function namesOf({ traits }: PatientRecord): HumanName[] {
  const { birthName, firstBirthGivenName, birthGivenNames, usedName, usedGivenName } = traits
  const list = birthGivenNames ?? firstBirthGivenName
  const given = (name: string): Pick<HumanName, 'given'> => (name === '' ? {} : { given: [name] })
  const official: HumanName = {
    ...(list === '' ? {} : { extension: [{ url: EXTENSIONS.birthListGivenName, valueString: list }] }),
    use: 'official',
    family: birthName,
    ...given(firstBirthGivenName),
  }
  if (usedName === undefined && usedGivenName === undefined) return [official]
  const usual: HumanName = {
    use: 'usual',
    family: usedName ?? birthName,
    ...given(usedGivenName ?? firstBirthGivenName),
  }
  return [official, usual]
}

/** The date as far as it is one: that of a health card may have a month or a day that the calendar does not. */
export function birthDateOf({ traits }: PatientRecord): string | undefined {
  const { birthDate } = traits
  if (isCivilDate(birthDate)) return birthDate
  const [year = '', month = ''] = birthDate.split('-')
  if (!/^\d{4}$/.test(year)) return undefined
  return /^(?:0[1-9]|1[0-2])$/.test(month) ? `${year}-${month}` : year
}

/** INSEE codes of countries begin with 99: they are of another nomenclature than communes. */
export function birthPlaceExtension({ traits }: PatientRecord): Extension[] {
  const code = traits.birthPlaceCode
  if (code === undefined || code === '') return []
  const system = code.startsWith('99') ? SYSTEMS.countries : SYSTEMS.communes
  return [
    {
      url: EXTENSIONS.birthPlace,
      valueAddress: { extension: [{ url: EXTENSIONS.inseeCode, valueCoding: { system, code } }] },
    },
  ]
}
