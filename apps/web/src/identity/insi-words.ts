import type { InsiBatchKind, InsiBatchState, InsiCallKind, InsiCallView, InsiItemOutcome } from '@anamnese/contracts'
import type { Tone } from '../format/identity'

interface Words {
  word: string
  tone: Tone
}

/** What a call, or a record of a batch, came to. */
export const CALL_OUTCOMES: Readonly<Record<InsiCallView['outcome'], Words>> = {
  found: { word: 'Identité trouvée', tone: 'ok' },
  confirmed: { word: 'INS confirmée', tone: 'ok' },
  different: { word: 'Différences', tone: 'warn' },
  refuted: { word: 'INS non confirmée', tone: 'fail' },
  'not-found': { word: 'Aucune identité', tone: 'warn' },
  several: { word: 'Plusieurs identités', tone: 'warn' },
  unavailable: { word: 'Sans réponse', tone: 'wait' },
}

export const CALL_KINDS: Readonly<Record<InsiCallKind, string>> = {
  search: 'Recherche par traits',
  card: 'Recherche par carte Vitale',
  verify: 'Vérification de l’INS',
}

export const ITEM_OUTCOMES: Readonly<Record<InsiItemOutcome, Words>> = {
  waiting: { word: 'En attente', tone: 'wait' },
  same: { word: 'INS confirmée', tone: 'ok' },
  accepted: { word: 'Acceptée', tone: 'ok' },
  found: { word: 'À accepter', tone: 'info' },
  differs: { word: 'À décider', tone: 'warn' },
  'not-found': { word: 'Aucune identité', tone: 'warn' },
  several: { word: 'Plusieurs identités', tone: 'warn' },
  refuted: { word: 'INS non confirmée', tone: 'fail' },
  skipped: { word: 'Rien à demander', tone: 'off' },
  failed: { word: 'Sans réponse', tone: 'fail' },
}

export const BATCH_STATES: Readonly<Record<InsiBatchState, Words>> = {
  running: { word: 'En cours', tone: 'wait' },
  paused: { word: 'En pause', tone: 'off' },
  done: { word: 'Terminé', tone: 'ok' },
  cancelled: { word: 'Abandonné', tone: 'off' },
}

export const BATCH_KINDS: Readonly<Record<InsiBatchKind, string>> = {
  search: 'Recherche de l’INS',
  verify: 'Vérification de l’INS',
}
