import { insKeyOf, type Patient } from '../patients/patient'
import { obstacleToSearch } from '../insi/callable'
import type { InsiCall } from '../insi/insi-call'
import { contradicts } from '../insi/qualification.service'
import type { BatchItem } from './batch'

export type ItemResult = Pick<BatchItem, 'outcome' | 'message'>

/** Why there is nothing to ask for a record; undefined when there is. */
export function reasonToSkip(patient: Patient | null, kind: 'search' | 'verify'): string | undefined {
  if (patient === null) return 'Ce dossier n’existe plus.'
  if (patient.mergedInto !== undefined) return 'Ce dossier a été fusionné dans un autre.'
  if (kind === 'verify') return patient.ins ? undefined : 'Ce dossier n’a pas d’INS à vérifier.'
  return obstacleToSearch(patient)?.title
}

/** What a search means for the record that it was made for. */
export function searchResult(call: InsiCall, patient: Patient): ItemResult {
  switch (call.outcome) {
    case 'found':
      if (contradicts(call, patient)) return differs('INSi a d’autres traits que le dossier : comparer, puis décider.')
      if (patient.ins && call.identity && insKeyOf(patient.ins) !== insKeyOf(call.identity.ins))
        return differs('INSi a une autre INS que le dossier : comparer, puis décider.')
      if (call.identity?.missing.length)
        return differs('INSi n’a pas renvoyé tous les traits stricts : l’INS ne peut pas être attribuée.')
      return patient.ins
        ? { outcome: 'same', message: 'INSi a la même INS et les mêmes traits.' }
        : { outcome: 'found', message: 'Identité trouvée par INSi avec les mêmes traits : à accepter.' }
    case 'not-found':
      return { outcome: 'not-found', message: call.message }
    default:
      return { outcome: 'several', message: call.message }
  }
}

/** What a verification means. */
export function verifyResult(call: InsiCall): ItemResult {
  switch (call.outcome) {
    case 'confirmed':
      return { outcome: 'same', message: call.message }
    case 'different':
      return { outcome: 'differs', message: call.message }
    case 'several':
      return { outcome: 'several', message: call.message }
    case 'not-found':
      return { outcome: 'not-found', message: call.message }
    default:
      return { outcome: 'refuted', message: call.message }
  }
}

function differs(message: string): ItemResult {
  return { outcome: 'differs', message }
}
