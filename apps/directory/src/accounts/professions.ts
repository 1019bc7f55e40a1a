import type { Permission } from '@anamnese/contracts'

/** TRE_G15 professions, and other roles (TRE_R94/R95) that work in a hospital. */
const LABELS: Readonly<Record<string, string>> = {
  '10': 'Médecin',
  '21': 'Pharmacien',
  '32': 'Physicien médical',
  '35': 'Aide-soignant',
  '37': 'Auxiliaire de puériculture',
  '38': 'Préparateur en pharmacie hospitalière',
  '40': 'Chirurgien-dentiste',
  '50': 'Sage-femme',
  '60': 'Infirmier',
  '69': 'Infirmier psychiatrique',
  '70': 'Masseur-kinésithérapeute',
  '80': 'Pédicure-podologue',
  '86': 'Technicien de laboratoire médical',
  '91': 'Orthophoniste',
  '92': 'Orthoptiste',
  '93': 'Psychologue',
  '94': 'Ergothérapeute',
  '95': 'Diététicien',
  '96': 'Psychomotricien',
  '98': 'Manipulateur d’électroradiologie médicale',
  '313': 'Aide-soignant',
  '331': 'Secrétaire médico-administratif',
  // Local codes, for people whose work has none in the national tables.
  CIV: 'Cellule d’identitovigilance',
  RSSI: 'Responsable de la sécurité des systèmes d’information',
  ADM: 'Administrateur du système',
}

export function professionLabel(code: string): string {
  return LABELS[code] ?? (code === '' ? 'Sans profession de santé' : `Profession ${code}`)
}

const PHYSICIAN: readonly Permission[] = [
  'patient.read',
  'document.read',
  'document.write',
  'document.validate',
  'exchange.manage',
  'consent.write',
  'indicator.read',
]
const NURSE: readonly Permission[] = ['patient.read', 'document.read', 'consent.write']
const SECRETARY: readonly Permission[] = [
  'patient.read',
  'document.read',
  'document.write',
  'exchange.manage',
  'consent.write',
]

const DEFAULTS: Readonly<Record<string, readonly Permission[]>> = {
  '10': PHYSICIAN,
  '40': PHYSICIAN,
  '50': PHYSICIAN,
  '21': ['patient.read', 'document.read'],
  '60': NURSE,
  '69': NURSE,
  '331': SECRETARY,
}

/**
 * What a profession may do unless an administrator decides otherwise. Technical and administrative roles have nothing by default:
 * being an administrator of the system gives no access to health data (SSI/GEN.16).
 */
export function permissionsOf(profession: string): Permission[] {
  return [...(DEFAULTS[profession] ?? [])]
}
