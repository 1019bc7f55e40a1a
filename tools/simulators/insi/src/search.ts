import { searchKey } from '@anamnese/domain-traits'
import { childOf, childrenOf, el, serialiseXml, textOf, type XmlElement, type XmlTree } from '@anamnese/interop-xml'
import { REC_SANS, RESULTAT } from '@anamnese/interop-insi'
import type { Ins } from '@anamnese/domain-ins'
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

/** The answer of the teleservice: 00 with the identity, 01 nobody, 02 several people. */
export function resultat(found: readonly InsiPerson[]): string {
  const [person, second] = found
  const report = (code: string, label: string): XmlTree =>
    el('CR', {}, el('CodeCR', {}, code), el('LibelleCR', {}, label))
  const content =
    person === undefined
      ? [report('01', 'Aucune identite trouvee')]
      : second === undefined
        ? [report('00', 'OK'), individual(person)]
        : [report('02', 'Plusieurs identites trouvees')]
  return serialiseXml(el('RESULTAT', { xmlns: RESULTAT }, content), { declaration: false })
}

function individual({ ins, traits, history = [] }: InsiPerson): XmlTree {
  const period = (name: string, value: string | undefined): XmlTree | false =>
    value !== undefined && el(name, {}, value)
  const identifier = (name: string, { matricule, oid, from, to }: Ins & { from?: string; to?: string }): XmlTree =>
    el(
      name,
      {},
      el('IdIndividu', {}, el('NumIdentifiant', {}, matricule.slice(0, 13)), el('Cle', {}, matricule.slice(13))),
      el('OID', {}, oid),
      period('DateDeb', from),
      period('DateFin', to),
    )
  return el(
    'INDIVIDU',
    {},
    identifier('INSACTIF', ins),
    history.map((past) => identifier('INSHISTO', past)),
    el(
      'TIQ',
      {},
      el('NomNaissance', {}, traits.birthName),
      el('Prenom', {}, traits.firstBirthGivenName),
      traits.birthGivenNames !== undefined && el('ListePrenom', {}, traits.birthGivenNames),
      el('Sexe', {}, traits.sex),
      el('DateNaissance', {}, traits.birthDate),
      traits.birthPlaceCode !== undefined && el('LieuNaissance', {}, traits.birthPlaceCode),
    ),
  )
}
