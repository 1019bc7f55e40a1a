import type { Code } from '@anamnese/domain-professional-ids'
import { VihfError } from './vihf-error'

/** TRE_G15, professions de santé */
export const PROFESSION_SYSTEM = '1.2.250.1.71.1.2.7'
/** TRE_R01, savoir-faire of physicians */
const KNOW_HOW_SYSTEM = '1.2.250.1.71.4.2.5'
/** TRE_G05, sections of the Ordre des pharmaciens */
const PHARMACIST_SYSTEM = '1.2.250.1.71.4.2.6'

const PHYSICIAN = '10'
const PHARMACIST = '21'

/** Role of an automatic treatment, when no person can be named. */
export const AUTOMATE_ROLE: Code = { code: 'AUTOMATE', system: '1.2.250.1.213.1.1.4.6', display: 'Automate' }

/** Names of the code systems of roles, as the DMP's messages write them. */
export const ROLE_SYSTEM_NAMES: Readonly<Record<string, string>> = {
  [PROFESSION_SYSTEM]: 'professions',
  [KNOW_HOW_SYSTEM]: 'savoirFaire',
  [PHARMACIST_SYSTEM]: 'sousSectionTableauCNOP',
}

const PROFESSIONS: Readonly<Record<string, string>> = {
  '10': 'Médecin',
  '21': 'Pharmacien',
  '40': 'Chirurgien-dentiste',
  '50': 'Sage-femme',
  '60': 'Infirmier',
  '70': 'Masseur-kinésithérapeute',
  '80': 'Pédicure-podologue',
  '91': 'Orthophoniste',
  '92': 'Orthoptiste',
  '94': 'Ergothérapeute',
  '95': 'Diététicien',
  '96': 'Psychomotricien',
  '98': "Manipulateur d'électroradiologie médicale",
}

/**
 * Derives the roles of a VIHF from the profession and know-how of a CDA author (value set J01: `G15_10/SM04`).
 *
 * @throws VihfError `VIHF.SPECIALTY_REQUIRED` when a physician or pharmacist has no know-how
 */
export function rolesOfSpecialty(specialty: Code): Code[] {
  const match = /^G15_(\d{2})(?:\/([A-Z0-9]+))?$/.exec(specialty.code)
  if (match === null) return [specialty]
  const [, profession = '', knowHow] = match
  const [label, ...rest] = (specialty.display ?? '').split(' - ')
  const display = PROFESSIONS[profession] ?? label
  const first: Code = { code: profession, system: PROFESSION_SYSTEM, ...(display ? { display } : {}) }
  if (knowHow === undefined || ![PHYSICIAN, PHARMACIST].includes(profession)) return checkedRoles([first])
  const system = profession === PHYSICIAN ? KNOW_HOW_SYSTEM : PHARMACIST_SYSTEM
  const detail = rest.length > 0 ? rest.join(' - ') : specialty.display
  return [first, { code: knowHow, system, ...(detail === undefined ? {} : { display: detail }) }]
}

/**
 * A physician or a pharmacist must show a second role (« Aucune spécialité dans le vihf »).
 *
 * @throws VihfError
 */
export function checkedRoles(roles: Code[]): Code[] {
  const [first, second] = roles
  if (first === undefined) throw new VihfError('VIHF.MISSING_ATTRIBUTE', 'La profession est absente du VIHF.', 'role')
  const needsSecond = first.system === PROFESSION_SYSTEM && [PHYSICIAN, PHARMACIST].includes(first.code)
  if (needsSecond && second === undefined)
    throw new VihfError('VIHF.SPECIALTY_REQUIRED', 'Aucune spécialité dans le VIHF.', 'role')
  return roles
}
