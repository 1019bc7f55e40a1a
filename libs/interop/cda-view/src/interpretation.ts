import type { ResultFlag } from './model'

/** HL7 ObservationInterpretation (2.16.840.1.113883.5.83): what asks to be seen, with its French word. Sensitivities are said, not flagged. */
const INTERPRETATIONS: Readonly<Record<string, { flag?: ResultFlag; word: string }>> = {
  N: { flag: 'normal', word: 'Normal' },
  L: { flag: 'low', word: 'Bas' },
  LU: { flag: 'low', word: 'Nettement bas' },
  LX: { flag: 'low', word: 'Sous le seuil' },
  '<': { flag: 'low', word: 'Sous la limite de mesure' },
  H: { flag: 'high', word: 'Élevé' },
  HU: { flag: 'high', word: 'Nettement élevé' },
  HX: { flag: 'high', word: 'Au-dessus du seuil' },
  '>': { flag: 'high', word: 'Au-dessus de la limite de mesure' },
  A: { flag: 'abnormal', word: 'Anormal' },
  AA: { flag: 'critical', word: 'Anormal, critique' },
  LL: { flag: 'critical-low', word: 'Bas, critique' },
  HH: { flag: 'critical-high', word: 'Élevé, critique' },
  POS: { word: 'Positif' },
  NEG: { word: 'Négatif' },
  IND: { word: 'Indéterminé' },
  S: { word: 'Sensible' },
  I: { word: 'Intermédiaire' },
  R: { word: 'Résistant' },
}

export interface Interpretation {
  flag?: ResultFlag
  word: string
}

/** The meaning of a code; a code that is not known is said as the document words it, and not flagged. */
export function interpretationOf(code: string, display: string | undefined): Interpretation {
  return INTERPRETATIONS[code] ?? { word: display ?? code }
}

const GRAVITY: Readonly<Record<ResultFlag, number>> = {
  'critical-high': 3,
  'critical-low': 3,
  critical: 3,
  high: 2,
  low: 2,
  abnormal: 2,
  normal: 0,
}

/** The worst of several flags, as a document is marked in a list; undefined when nothing is out of range. */
export function worstFlag(flags: readonly (ResultFlag | undefined)[]): 'abnormal' | 'critical' | undefined {
  const worst = Math.max(0, ...flags.map((flag) => (flag === undefined ? 0 : GRAVITY[flag])))
  if (worst === 3) return 'critical'
  return worst === 2 ? 'abnormal' : undefined
}

/** For a sort: what asks for action comes first. */
export function gravityOf(flag: ResultFlag | undefined): number {
  return flag === undefined ? 1 : GRAVITY[flag]
}
