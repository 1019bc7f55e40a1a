import type { DmpStateView } from '@anamnese/contracts'
import type { DmpState } from '@anamnese/interop-xds'

type Said = Pick<DmpStateView, 'state' | 'message'>

const NOT_AUTHORISED: Readonly<Record<string, string>> = {
  EXPIRE: 'DMP ouvert, autorisation d’accès expirée.',
  INTERDIT: 'DMP ouvert, accès interdit par le patient.',
  NON_EXISTE: 'DMP ouvert, accès non encore autorisé.',
}

/** The four states to show (DMP/UX.12) from the answer of TD0.2, whose closed lists are not published. */
export function saidState(answer: DmpState): Said {
  if (!answer.exists) return { state: 'not-created', message: 'Ce patient n’a pas de DMP.' }
  if (answer.status !== undefined && answer.status !== 'active') {
    return { state: 'closed', message: 'Le DMP de ce patient est fermé.' }
  }
  if (answer.authorization === 'VALIDE') return { state: 'open-authorised', message: 'DMP ouvert, accès autorisé.' }
  const message = NOT_AUTHORISED[answer.authorization ?? ''] ?? 'DMP ouvert, accès non autorisé.'
  return { state: 'open-not-authorised', message }
}

export const NOT_QUALIFIED: Said = {
  state: 'unknown',
  message: 'L’INS n’est pas qualifiée : le DMP ne peut pas être interrogé.',
}
export const NOT_CONFIGURED: Said = { state: 'unknown', message: 'Le DMP n’est pas raccordé à cet établissement.' }
export const WAITING: Said = { state: 'unknown', message: 'Réponse du DMP attendue.' }
export const noAnswer = (reason: string): Said => ({
  state: 'unknown',
  message: `Le DMP n’a pas répondu : ${reason} Les soins continuent, la question sera posée à nouveau.`,
})
