import type { DuplicateState, DuplicateView, MergeView, TraitComparison } from '@anamnese/contracts'
import type { Tone } from '../format/identity'

export const DUPLICATE_STATES: Readonly<Record<DuplicateState, { word: string; tone: Tone }>> = {
  open: { word: 'À examiner', tone: 'warn' },
  deferred: { word: 'Reporté', tone: 'wait' },
  different: { word: 'Deux personnes', tone: 'off' },
  merged: { word: 'Fusionnés', tone: 'ok' },
}

export const MERGE_STATES: Readonly<Record<MergeView['state'], { word: string; tone: Tone }>> = {
  done: { word: 'Fusionnés', tone: 'ok' },
  undone: { word: 'Annulée', tone: 'off' },
}

export const DIFFERENCES: Readonly<
  Record<Exclude<TraitComparison['difference'], 'same'>, { word: string; tone: Tone }>
> = {
  different: { word: 'Différent', tone: 'fail' },
  spelling: { word: 'Écriture', tone: 'info' },
  missing: { word: 'Absent d’un côté', tone: 'wait' },
}

/** How sure a score is: the word says it, the colour repeats it. */
export function scoreTone(score: number): Tone {
  return score >= 85 ? 'fail' : score >= 72 ? 'warn' : 'info'
}

/** The reasons that weigh most, in one sentence; the others are in the comparison. */
export function mainReasons({ reasons }: Pick<DuplicateView, 'reasons'>): string {
  return reasons
    .slice(0, 3)
    .map((reason) => reason.label)
    .join(' · ')
}
