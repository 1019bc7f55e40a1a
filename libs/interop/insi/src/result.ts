import { insKey, isValidMatricule, type Ins } from '@anamnese/domain-ins'
import type { IdentityTraits } from '@anamnese/domain-traits'
import { childOf, childrenOf, textOf, type XmlElement } from '@anamnese/interop-xml'
import { InsiError } from './insi-error'
import { RESULTAT } from './names'

/** An INS that the person had before, with its period when known. */
export interface PastIns extends Ins {
  from?: string
  to?: string
}

/** An identity of the national base, as it was returned: nothing is normalised. */
export interface InsiIdentity {
  ins: Ins
  history: PastIns[]
  traits: Partial<IdentityTraits>
  /** strict traits that INSi did not return: the identity cannot be qualified with them missing */
  missing: (keyof IdentityTraits)[]
  /** French sentences: what is odd in the answer, without it being refused */
  warnings: string[]
}

/** Answer of INSi by its code: 00 found, 01 nobody, 02 several people. `label` is the teleservice's own. */
export type InsiResult =
  | { outcome: 'found'; code: '00'; label: string; identity: InsiIdentity }
  | { outcome: 'none'; code: '01'; label: string }
  | { outcome: 'multiple'; code: '02'; label: string }

/**
 * Reads a `RESULTAT`.
 *
 * @throws InsiError `INSI.UNREADABLE`
 */
export function readInsiResult(content: XmlElement | undefined): InsiResult {
  if (content?.localName !== 'RESULTAT' || content.namespaceURI !== RESULTAT) throw unreadable()
  const report = childOf(content, 'CR', RESULTAT)
  const code = textOf(childOf(report, 'CodeCR', RESULTAT))
  const label = textOf(childOf(report, 'LibelleCR', RESULTAT)) ?? ''
  switch (code) {
    case '00':
      return { outcome: 'found', code, label, identity: readIdentity(childOf(content, 'INDIVIDU', RESULTAT)) }
    case '01':
      return { outcome: 'none', code, label }
    case '02':
      return { outcome: 'multiple', code, label }
    default:
      throw new InsiError('INSI.UNREADABLE', `INSi a répondu par un code inconnu (${code ?? 'aucun'}) : ${label}`)
  }
}

function readIdentity(individual: XmlElement | undefined): InsiIdentity {
  const active = childOf(individual, 'INSACTIF', RESULTAT)
  if (individual === undefined || active === undefined) throw unreadable()
  const warnings: string[] = []
  const ins = readIns(active, warnings)
  const history = childrenOf(individual, 'INSHISTO', RESULTAT)
    .map((past): PastIns => {
      const from = textOf(childOf(past, 'DateDeb', RESULTAT))
      const to = textOf(childOf(past, 'DateFin', RESULTAT))
      return {
        ...readIns(past, warnings),
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
      }
    })
    // The active INS may be repeated among the past ones, and a past one twice.
    .filter((past) => past.matricule !== ins.matricule || past.oid !== ins.oid)
    .filter(
      (past, index, all) => all.findIndex((one) => one.matricule === past.matricule && one.oid === past.oid) === index,
    )
  const traits = readTraits(childOf(individual, 'TIQ', RESULTAT))
  const missing = STRICT.filter((trait) => traits[trait] === undefined)
  return { ins, history, traits, missing, warnings }
}

const STRICT = ['birthName', 'firstBirthGivenName', 'birthDate', 'sex', 'birthPlaceCode'] as const

function readIns(element: XmlElement, warnings: string[]): Ins {
  const id = childOf(element, 'IdIndividu', RESULTAT)
  const number = textOf(childOf(id, 'NumIdentifiant', RESULTAT))
  const oid = textOf(childOf(element, 'OID', RESULTAT))
  if (number === undefined || oid === undefined) throw unreadable()
  const matricule = number + (textOf(childOf(id, 'Cle', RESULTAT)) ?? computedKey(number))
  // What the national service returns is kept as it is: its test base itself holds wrong keys.
  const warning = 'La clé d’un matricule renvoyé par INSi n’est pas celle attendue.'
  if (!isValidMatricule(matricule) && !warnings.includes(warning)) warnings.push(warning)
  return { matricule, oid }
}

function computedKey(number: string): string {
  try {
    return insKey(number)
  } catch (cause) {
    throw new InsiError('INSI.UNREADABLE', 'INSi a renvoyé un matricule incomplet.', undefined, { cause })
  }
}

function readTraits(tiq: XmlElement | undefined): Partial<IdentityTraits> {
  const text = (name: string): string | undefined => textOf(childOf(tiq, name, RESULTAT))
  const list = text('ListePrenom')
  const first = text('Prenom') ?? list?.split(' ')[0]
  const sex = text('Sexe')
  const traits = {
    birthName: text('NomNaissance'),
    firstBirthGivenName: first,
    birthGivenNames: list,
    birthDate: text('DateNaissance'),
    sex: sex === 'M' || sex === 'F' ? sex : undefined,
    birthPlaceCode: text('LieuNaissance'),
  }
  return Object.fromEntries(Object.entries(traits).filter(([, value]) => value !== undefined))
}

function unreadable(): InsiError {
  return new InsiError('INSI.UNREADABLE', 'La réponse d’INSi n’a pas la forme attendue.')
}
