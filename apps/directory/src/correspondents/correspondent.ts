import type { CorrespondentChangedData, CorrespondentView } from '@anamnese/contracts'
import type { Stored } from '@anamnese/platform-mongo'
import { wordsOf } from '../words'
import type { FoundProfessional } from './professional'

/** A professional outside the hospital to whom something was sent, or whom a patient has as general practitioner. */
export interface Correspondent extends Stored, CorrespondentView {
  /** names and identifier without accents or capitals, for the search */
  words: string[]
  /** `to-check`: not looked up yet; `absent`: the Annuaire does not know the identifier */
  state: 'to-check' | 'known' | 'absent'
  /** when the Annuaire is to be asked (again) */
  nextCheckAt: Date
  /** failed look-ups since the last success */
  failures: number
  changedAt: string
}

/** The stored id: a national identifier is unique in an establishment. */
export const correspondentId = (establishment: string, idNat: string): string => `${establishment}/${idNat}`

export function newCorrespondent(
  establishment: string,
  named: { idNat: string; family: string; given?: string },
): Omit<Correspondent, 'version'> {
  const now = new Date()
  return {
    _id: correspondentId(establishment, named.idNat),
    establishment,
    idNat: named.idNat,
    family: named.family,
    given: named.given ?? '',
    mailboxes: [],
    words: wordsOf(named.family, named.given ?? '', named.idNat),
    state: 'to-check',
    nextCheckAt: now,
    failures: 0,
    changedAt: now.toISOString(),
  }
}

/** The correspondent as the Annuaire now describes them. */
export function updated(before: Correspondent, found: FoundProfessional, nextCheckAt: Date): Correspondent {
  const { prefix: _prefix, specialty: _specialty, ...rest } = before
  return {
    ...rest,
    ...found,
    words: wordsOf(found.family, found.given, found.idNat),
    state: 'known',
    nextCheckAt,
    failures: 0,
    changedAt: new Date().toISOString(),
  }
}

export function toView(correspondent: Correspondent): CorrespondentView {
  const { idNat, family, given, prefix, specialty, mailboxes } = correspondent
  return {
    idNat,
    family,
    given,
    mailboxes,
    ...(prefix === undefined ? {} : { prefix }),
    ...(specialty === undefined ? {} : { specialty }),
  }
}

export function toEvent(correspondent: Correspondent): CorrespondentChangedData {
  const { idNat, establishment, version, family, given, specialty, mailboxes, changedAt } = correspondent
  return {
    idNat,
    establishment,
    version,
    family,
    given,
    mailboxes: mailboxes.map(({ address, type }) => ({ address, type })),
    changedAt,
    ...(specialty === undefined ? {} : { specialty }),
  }
}

/** True when others have something to learn. */
export function differs(a: CorrespondentView, b: CorrespondentView): boolean {
  const essence = ({ family, given, prefix, specialty, mailboxes }: CorrespondentView): string =>
    JSON.stringify([family, given, prefix, specialty?.code, mailboxes.map(({ address, type }) => [address, type])])
  return essence(a) !== essence(b)
}
