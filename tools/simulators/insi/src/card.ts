import { REC_VIT } from '@anamnese/interop-insi'
import { childOf, textOf, type XmlElement } from '@anamnese/interop-xml'
import type { InsiPerson } from './people'

/** The criteria of a search by carte Vitale; undefined when the request is not one. */
export interface CardCriteria {
  matricule: string | undefined
  insured: string | undefined
  birthDate: string
  birthRank: string | undefined
}

export function readCardCriteria(content: XmlElement | undefined): CardCriteria | undefined {
  if (content?.localName !== 'RECVITALE' || content.namespaceURI !== REC_VIT) return undefined
  const number = (name: string): string | undefined =>
    textOf(childOf(childOf(content, name, REC_VIT), 'NumIdentifiant', REC_VIT))
  const birthDate = textOf(childOf(content, 'DateNaissance', REC_VIT))
  const [matricule, insured] = [number('MatriculeIndividu'), number('MatriculeOD')]
  if (birthDate === undefined || (matricule === undefined && insured === undefined)) return undefined
  return { matricule, insured, birthDate, birthRank: textOf(childOf(content, 'RangNaissance', REC_VIT)) }
}

/** The beneficiary that a card names: by their own NIR, or by that of the insured with the date and rank of the card. */
export function searchCard(people: readonly InsiPerson[], criteria: CardCriteria): InsiPerson[] {
  return people.filter((person) => {
    const own = person.ins.matricule.slice(0, 13)
    const date = person.card?.birthDate ?? person.traits.birthDate
    if (date !== criteria.birthDate) return false
    if (criteria.matricule !== undefined) return criteria.matricule === own
    const rank = criteria.birthRank === undefined || criteria.birthRank === (person.card?.rank ?? '1')
    return (person.card?.insured ?? own) === criteria.insured && rank
  })
}
