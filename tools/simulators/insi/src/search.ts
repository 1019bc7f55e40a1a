import { searchKey } from '@anamnese/domain-traits'
import { childOf, childrenOf, textOf, type XmlElement } from '@anamnese/interop-xml'
import { REC_SANS } from '@anamnese/interop-insi'
import type { InsiPerson } from './people'

/** The criteria of a search by traits; undefined when the request is not one. */
export interface Criteria {
  birthName: string
  givenNames: string[]
  sex: string
  birthDate: string
  birthPlaceCode: string | undefined
}

export function readCriteria(content: XmlElement | undefined): Criteria | undefined {
  if (content?.localName !== 'RECSANSVITALE' || content.namespaceURI !== REC_SANS) return undefined
  const text = (name: string): string | undefined => textOf(childOf(content, name, REC_SANS))
  const [birthName, sex, birthDate] = [text('NomNaissance'), text('Sexe'), text('DateNaissance')]
  const givenNames = childrenOf(content, 'Prenom', REC_SANS).map((node) => textOf(node) ?? '')
  if (birthName === undefined || sex === undefined || birthDate === undefined || givenNames.length === 0)
    return undefined
  return { birthName, sex, birthDate, givenNames, birthPlaceCode: text('LieuNaissance') }
}

/** Everybody who answers to the criteria: one given name must be the first one, several must start the list. */
export function search(people: readonly InsiPerson[], criteria: Criteria): InsiPerson[] {
  const asked = searchKey(criteria.givenNames.join(' '))
  return people.filter(({ traits }) => {
    const list = searchKey(traits.birthGivenNames ?? traits.firstBirthGivenName)
    const names =
      criteria.givenNames.length > 1 ? list.startsWith(asked) : searchKey(traits.firstBirthGivenName) === asked
    return (
      names &&
      searchKey(traits.birthName) === searchKey(criteria.birthName) &&
      traits.sex === criteria.sex &&
      traits.birthDate === criteria.birthDate &&
      (criteria.birthPlaceCode === undefined || traits.birthPlaceCode === criteria.birthPlaceCode)
    )
  })
}
