import type { Ins } from '@anamnese/domain-ins'
import type { IdentityTraits } from '@anamnese/domain-traits'
import { childOf, el, serialiseXml, textOf, type XmlElement } from '@anamnese/interop-xml'
import { InsiError } from './insi-error'
import { RESULTAT } from './names'

/**
 * Unit verification of an INS (WS_INS3). Its schema is not published with the WSDL that this library was written from: the names below
 * are those of secondary sources, kept in this one file and given as options, so that an installation corrects them without a new version.
 */
export interface UnitVerificationShape {
  action: string
  requestNamespace: string
  /** root of the request */
  requestRoot: string
  responseNamespace: string
  /** codes of the report that mean that the identity is verified, and that it is not */
  confirmed: readonly string[]
  refuted: readonly string[]
}

export const DEFAULT_UNIT_VERIFICATION: UnitVerificationShape = {
  action: 'urn:ServiceIdentiteCertifiee:1.0.0:verifierInsAvecTraitsIdentite',
  requestNamespace: 'http://www.cnamts.fr/INSiVerif',
  requestRoot: 'VERIFIERINS',
  responseNamespace: RESULTAT,
  confirmed: ['00', 'OK'],
  refuted: ['01', 'KO'],
}

export interface UnitVerification {
  outcome: 'confirmed' | 'refuted'
  code: string
  label: string
}

/**
 * Writes the request: the INS as it is held, and the traits held with it.
 *
 * @throws InsiError `INSI.TRAITS_INSUFFICIENT`
 */
export function buildUnitVerification(ins: Ins, traits: IdentityTraits, shape = DEFAULT_UNIT_VERIFICATION): string {
  if (traits.sex === 'U' || !/^\d{4}-\d{2}-\d{2}$/.test(traits.birthDate))
    throw new InsiError('INSI.TRAITS_INSUFFICIENT', 'La vérification demande le sexe et la date de naissance complète.')
  const v = (name: string, ...content: Parameters<typeof el>[2][]): ReturnType<typeof el> =>
    el(`v:${name}`, {}, ...content)
  const tree = el(
    `v:${shape.requestRoot}`,
    { 'xmlns:v': shape.requestNamespace },
    v(
      'IndividuVerifie',
      v(
        'INSFourni',
        v(
          'IdIndividu',
          v('NumIdentifiant', ins.matricule.slice(0, 13)),
          ins.matricule.length > 13 && v('Cle', ins.matricule.slice(13)),
        ),
        v('OID', ins.oid),
      ),
      v(
        'TraitsIdentiteIndividu',
        v('NomNaissance', traits.birthName),
        v('Prenom', traits.firstBirthGivenName),
        traits.birthGivenNames !== undefined && v('ListePrenom', traits.birthGivenNames),
        v('Sexe', traits.sex),
        v('DateNaissance', traits.birthDate),
        traits.birthPlaceCode !== undefined && v('LieuNaissance', traits.birthPlaceCode),
      ),
    ),
  )
  return serialiseXml(tree, { declaration: false })
}

/**
 * Reads the answer: the report of its first level.
 *
 * @throws InsiError `INSI.UNREADABLE`
 */
export function readUnitVerification(
  content: XmlElement | undefined,
  shape = DEFAULT_UNIT_VERIFICATION,
): UnitVerification {
  const report = childOf(content, 'CR', shape.responseNamespace)
  const code = textOf(childOf(report, 'CodeCR', shape.responseNamespace))
  const label = textOf(childOf(report, 'LibelleCR', shape.responseNamespace)) ?? ''
  if (code !== undefined && shape.confirmed.includes(code)) return { outcome: 'confirmed', code, label }
  if (code !== undefined && shape.refuted.includes(code)) return { outcome: 'refuted', code, label }
  const message = `INSi a répondu à la vérification par un code inconnu (${code ?? 'aucun'}) : ${label}`
  throw new InsiError('INSI.UNREADABLE', message)
}
