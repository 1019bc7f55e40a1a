import type { ChoicesView } from '@anamnese/contracts'
import type { Tone } from './identity'

/** What the patient chose on the feeding of the DMP. */
export const FEEDING: Readonly<Record<ChoicesView['feeding'], { word: string; tone: Tone }>> = {
  'not-collected': { word: 'Alimentation DMP : choix non recueilli', tone: 'wait' },
  'not-opposed': { word: 'Alimentation DMP : non opposé(e)', tone: 'ok' },
  opposed: { word: 'Alimentation DMP : opposé(e)', tone: 'warn' },
}

/** What the patient chose on the consultation of the DMP. */
export const CONSULTATION: Readonly<Record<ChoicesView['consultation'], { word: string; tone: Tone }>> = {
  'not-collected': { word: 'Consultation DMP : choix non recueilli', tone: 'wait' },
  accepted: { word: 'Consultation DMP : acceptée', tone: 'ok' },
  refused: { word: 'Consultation DMP : refusée', tone: 'warn' },
}
