/** Sex as the RNIV has it: masculine, feminine, undetermined. */
export type Sex = 'M' | 'F' | 'U'

/** The traits of an identity (RNIV). Names are upper case, without diacritics; dates are civil dates `YYYY-MM-DD`. */
export interface IdentityTraits {
  /** nom de naissance */
  birthName: string
  /** premier prénom de naissance */
  firstBirthGivenName: string
  /** liste des prénoms de naissance, separated by one space; the first given name starts it */
  birthGivenNames?: string
  birthDate: string
  sex: Sex
  /** INSEE code (COG) of the place of birth, 5 characters; `99999` when unknown */
  birthPlaceCode?: string
  /** nom utilisé */
  usedName?: string
  /** prénom utilisé */
  usedGivenName?: string
}
