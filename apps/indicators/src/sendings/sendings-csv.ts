import type { SendingGroup } from './sending.repository'

/** Format of the extraction (TBB/va1.01): one line per FINESS, channel, document type, INS, result and month. */
export const SENDING_COLUMNS = [
  'FINESS géographique',
  'Canal',
  'Code du type de document',
  'Type de document',
  'INS qualifiée',
  'Résultat',
  'Mois',
  'Nombre de tentatives',
]

const CHANNELS = { DMP: 'DMP', MSS_PRO: 'MSSanté professionnels', MSS_PATIENT: 'MSSanté patients' }
const RESULTS = { success: 'succès', failure: 'échec', waiting: 'en attente', 'not-sent': 'non envoyé' }

export function sendingLines(finess: string, groups: SendingGroup[]): (string | number | undefined)[][] {
  return groups.map(({ channel, type, withIns, result, part, count }) => [
    finess,
    CHANNELS[channel],
    type.code,
    type.display,
    withIns ? 'oui' : 'non',
    RESULTS[result],
    part,
    count,
  ])
}
