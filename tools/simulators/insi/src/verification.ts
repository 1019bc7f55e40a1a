import { changedStrictTraits, type IdentityTraits } from '@anamnese/domain-traits'
import { DEFAULT_UNIT_VERIFICATION } from '@anamnese/interop-insi'
import { childOf, descend, textOf, type XmlElement } from '@anamnese/interop-xml'
import type { InsiPerson } from './people'

export interface HeldIdentity {
  matricule: string
  oid: string
  traits: IdentityTraits
}

/** The identity that a unit verification holds; undefined when the request is not one. The shape is that of the client's one file. */
export function readHeldIdentity(content: XmlElement | undefined): HeldIdentity | undefined {
  const { requestNamespace, requestRoot } = DEFAULT_UNIT_VERIFICATION
  if (content?.localName !== requestRoot || content.namespaceURI !== requestNamespace) return undefined
  const given = descend(content, 'IndividuVerifie', 'INSFourni')
  const traits = descend(content, 'IndividuVerifie', 'TraitsIdentiteIndividu')
  const text = (element: XmlElement | undefined, name: string): string | undefined => textOf(childOf(element, name))
  const id = childOf(given, 'IdIndividu')
  const [number, oid] = [text(id, 'NumIdentifiant'), text(given, 'OID')]
  const [birthName, first] = [text(traits, 'NomNaissance'), text(traits, 'Prenom')]
  const [sex, birthDate] = [text(traits, 'Sexe'), text(traits, 'DateNaissance')]
  if (number === undefined || oid === undefined || birthName === undefined || first === undefined) return undefined
  if ((sex !== 'M' && sex !== 'F') || birthDate === undefined) return undefined
  const [list, place] = [text(traits, 'ListePrenom'), text(traits, 'LieuNaissance')]
  return {
    matricule: number + (text(id, 'Cle') ?? ''),
    oid,
    traits: {
      birthName,
      firstBirthGivenName: first,
      ...(list === undefined ? {} : { birthGivenNames: list }),
      sex,
      birthDate,
      ...(place === undefined ? {} : { birthPlaceCode: place }),
    },
  }
}

/** Is it, as written, an identity of the base? A trait that is not sent is not compared. */
export function isHeld(people: readonly InsiPerson[], { matricule, oid, traits }: HeldIdentity): boolean {
  return people.some((person) => {
    const number = matricule.length > 13 ? person.ins.matricule : person.ins.matricule.slice(0, 13)
    const known = { ...person.traits, ...traits }
    return number === matricule && person.ins.oid === oid && changedStrictTraits(person.traits, known).length === 0
  })
}
