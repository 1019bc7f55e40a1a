import type { ClinicalDocument } from '../documents/document'
import type { Statement } from './analysis'
import type { Arrival } from './arrival'

/** What is already kept that has to do with a document that arrives. */
export interface Neighbours {
  statement: Statement
  /** the records of the patient: his, and those merged into it */
  records: readonly string[]
  /** a document with the same identifier, or the same bytes in this record */
  same: ClinicalDocument | null
  /** those of the same set of versions */
  siblings: readonly ClinicalDocument[]
  /** the one that it says it replaces */
  replaced: ClinicalDocument | null
  /** one that says that it replaces it: it came first */
  newer: ClinicalDocument | null
  /** a person said that the two documents of a conflict are both to be kept */
  keepBoth: boolean
}

export type Place =
  | { kind: 'duplicate'; document: ClinicalDocument }
  | { kind: 'conflict'; reason: { code: string; message: string }; documentId?: string }
  | { kind: 'new'; setId: string; superseded: boolean; replaced: ClinicalDocument[]; replaces?: string }

/**
 * The place of a document among those that are kept (CI-SIS, structuration minimale; CDA/INT.18): the same identifier is a duplicate; the
 * same version of the same set is a conflict, unless a person keeps both; a higher version makes the others former ones; a lower one is
 * kept as former. Nothing is ever written over.
 */
export function placeOf({ statement, records, same, siblings, replaced, newer, keepBoth }: Neighbours): Place {
  const elsewhere = (document: ClinicalDocument | null | undefined): boolean =>
    document !== null && document !== undefined && !records.includes(document.patientId)
  if (same)
    return elsewhere(same)
      ? conflict('DOCUMENT.OTHER_PATIENT', 'Ce document est déjà dans le dossier d’un autre patient.')
      : { kind: 'duplicate', document: same }
  if (elsewhere(siblings[0]) || elsewhere(replaced))
    return conflict(
      'DOCUMENT.OTHER_PATIENT',
      'Une autre version de ce document est dans le dossier d’un autre patient.',
    )
  const ours = [...siblings, ...(replaced ? [replaced] : [])].find(({ origin }) => origin === 'produced')
  if (ours && !keepBoth) {
    const message = 'Ce document se dit version d’un document produit ici, que seul l’établissement remplace.'
    return { kind: 'conflict', reason: { code: 'DOCUMENT.NOT_THEIRS', message }, documentId: ours._id }
  }
  // Kept beside ours by a person's choice, it replaces nothing.
  if (ours) return { kind: 'new', setId: statement.oid, superseded: newer !== null, replaced: [] }
  const twin = siblings.find((sibling) => sibling.versionNumber === statement.versionNumber)
  if (twin && !keepBoth) {
    const message = `Un autre document porte déjà la version ${statement.versionNumber} de celui-ci.`
    return { kind: 'conflict', reason: { code: 'DOCUMENT.SAME_VERSION', message }, documentId: twin._id }
  }
  const family = twin ? [] : siblings
  const older = family.filter((sibling) => sibling.versionNumber < statement.versionNumber)
  const superseded = family.some((sibling) => sibling.versionNumber > statement.versionNumber) || newer !== null
  const former = [...older, ...(replaced && !older.some(({ _id }) => _id === replaced._id) ? [replaced] : [])]
  const previous = replaced ?? [...older].sort((left, right) => right.versionNumber - left.versionNumber)[0]
  return {
    kind: 'new',
    // Kept beside its twin, it is a document of its own: the identifier of a set and a version designates one.
    setId: twin ? statement.oid : statement.setId,
    superseded,
    replaced: former.filter((document) => !document.superseded),
    ...(previous === undefined ? {} : { replaces: previous._id }),
  }
}

/** Why a withdrawal is not followed; undefined when it is. */
export function withdrawalRefusal(target: ClinicalDocument | null, arrival: Arrival): Arrival['reason'] {
  if (!target) return { code: 'DOCUMENT.UNKNOWN', message: 'Le document à retirer n’est dans aucun dossier.' }
  if (target.origin === 'produced')
    return { code: 'DOCUMENT.NOT_THEIRS', message: 'Le document à retirer est le nôtre : son retrait se décide ici.' }
  if (
    arrival.sender !== undefined &&
    target.received?.sender !== undefined &&
    target.received.sender !== arrival.sender
  )
    return { code: 'DOCUMENT.NOT_THEIRS', message: 'Le document à retirer vient d’un autre émetteur.' }
  return undefined
}

function conflict(code: string, message: string): Place {
  return { kind: 'conflict', reason: { code, message } }
}
