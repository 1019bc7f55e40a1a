import type { Ins } from '@anamnese/domain-ins'
import type { IdentityTraits } from '@anamnese/domain-traits'
import { RESULTAT } from '@anamnese/interop-insi'
import { el, serialiseXml, type XmlTree } from '@anamnese/interop-xml'
import type { InsiPerson } from './people'

/** The answer of the teleservice: 00 with the identity, 01 nobody, 02 several people. */
export function resultat(found: readonly InsiPerson[]): string {
  const [person, second] = found
  const content =
    person === undefined
      ? [report('01', 'Aucune identite trouvee')]
      : second === undefined
        ? [report('00', 'OK'), individual(person)]
        : [report('02', 'Plusieurs identites trouvees')]
  return serialiseXml(el('RESULTAT', { xmlns: RESULTAT }, content), { declaration: false })
}

function individual({ ins, traits: known, history = [], oddity = {} }: InsiPerson): XmlTree {
  const traits: Partial<IdentityTraits> = { ...known }
  for (const trait of oddity.without ?? []) Reflect.deleteProperty(traits, trait)
  const period = (name: string, value: string | undefined): XmlTree | false =>
    value !== undefined && el(name, {}, value)
  const keyOf = (matricule: string): XmlTree | false => {
    const key = matricule === ins.matricule ? (oddity.key ?? matricule.slice(13)) : matricule.slice(13)
    return key !== '' && el('Cle', {}, key)
  }
  const trait = (name: string, value: string | undefined): XmlTree | false => value !== undefined && el(name, {}, value)
  const identifier = (name: string, { matricule, oid, from, to }: Ins & { from?: string; to?: string }): XmlTree =>
    el(
      name,
      {},
      el('IdIndividu', {}, el('NumIdentifiant', {}, matricule.slice(0, 13)), keyOf(matricule)),
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
      trait('NomNaissance', traits.birthName),
      trait('Prenom', traits.firstBirthGivenName),
      trait('ListePrenom', traits.birthGivenNames),
      trait('Sexe', traits.sex),
      trait('DateNaissance', traits.birthDate),
      trait('LieuNaissance', traits.birthPlaceCode),
    ),
  )
}

/** The answer of a unit verification: 00 the identity is that of the base, 01 it is not. */
export function verdict(confirmed: boolean): string {
  const content = confirmed ? report('00', 'OK') : report('01', 'KO')
  return serialiseXml(el('RESULTAT', { xmlns: RESULTAT }, content), { declaration: false })
}

function report(code: string, label: string): XmlTree {
  return el('CR', {}, el('CodeCR', {}, code), el('LibelleCR', {}, label))
}
