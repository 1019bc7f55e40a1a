import dayjs from 'dayjs'
import type { TrailRow } from './trail.schema'

export const TRAIL_COLUMNS = [
  'Date et heure',
  'Service',
  'Action',
  'Résultat',
  'Auteur',
  'Identifiant de l’auteur',
  'Identifiant national',
  'Type d’auteur',
  'Cadre de l’accès',
  'Motif',
  'Patient (identifiant interne)',
  'Objet',
  'Identifiant de l’objet',
  'Partenaire',
  'INS montrée ou transmise',
  'Détail',
  'Corrélation',
  'Identifiant de la trace',
]

const OUTCOMES = { success: 'succès', refused: 'refus', failure: 'échec' }
const ACTORS = { person: 'personne', client: 'application', system: 'traitement automatique' }
const PURPOSES = {
  care: 'équipe de soins',
  'break-glass': 'bris de glace',
  identity: 'identitovigilance',
  administration: 'administration',
  automatic: 'automatique',
}

/** A trace as a line of the extraction. */
export function trailLine({ _id, entry }: TrailRow, zone: string): (string | undefined)[] {
  return [
    dayjs(entry.at).tz(zone).format('YYYY-MM-DDTHH:mm:ss.SSSZ'),
    entry.service,
    entry.action,
    OUTCOMES[entry.outcome],
    entry.actor.name,
    entry.actor.id,
    entry.actor.idNat,
    ACTORS[entry.actor.kind],
    entry.purpose === undefined ? undefined : PURPOSES[entry.purpose],
    entry.reason,
    entry.patientId,
    entry.object?.kind,
    entry.object?.id,
    entry.partner,
    entry.ins ? 'oui' : 'non',
    entry.detail,
    entry.correlationId,
    _id,
  ]
}
