import type { Code } from '@anamnese/domain-professional-ids'
import { findCode, J01_AUTHOR_SPECIALTY } from '@anamnese/domain-value-sets'
import { SignInError } from './sign-in-error'

/** One place and quality in which a professional works: an activity of an exercise of the RPPS. */
export interface PscExercise {
  /** stable while the answer of the provider does not change: profession, know-how and structure */
  id: string
  label: string
  profession: string
  specialty?: Code
  /** civility of exercise, e.g. `DR` */
  prefix?: string
  structure?: { idNat: string; name: string }
  /** FINESS géographique */
  establishment?: string
}

/** Whom Pro Santé Connect authenticated. */
export interface PscPerson {
  issuer: string
  sub: string
  /** PS_idNat (`SubjectNameID`): what accounts are found by (PSC.02) */
  idNat: string
  family: string
  given: string
  /** empty for people without RPPS (cards of structures): they get what their account gives */
  exercises: PscExercise[]
}

const J01_PROFESSIONS = '1.2.250.1.213.1.1.4.5'
const MAX_EXERCISES = 50

function text(value: unknown, name: string): string {
  const found = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
  return typeof found === 'string' ? found.trim() : ''
}

function list(value: unknown, name: string): unknown[] {
  const found = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
  return Array.isArray(found) ? found.slice(0, MAX_EXERCISES) : []
}

/** The J01 code of an exercise: the profession, with the know-how or the pharmacist's section when there is one. */
function specialtyOf(profession: string, knowHow: string, section: string): Code | undefined {
  if (!profession) return undefined
  const detail = profession === '21' ? section || knowHow : knowHow
  const code = `G15_${profession}${detail ? `/${detail}` : ''}`
  const display = findCode(J01_AUTHOR_SPECIALTY, code, J01_PROFESSIONS)?.display
  return { code, system: J01_PROFESSIONS, ...(display ? { display } : {}) }
}

function structureOf(activity: unknown): { idNat: string; name: string } | undefined {
  const name = text(activity, 'raisonSocialeSite') || text(activity, 'enseigneCommercialeSite')
  const finess = text(activity, 'numeroFinessSite')
  if (finess) return { idNat: `1${finess}`, name }
  const siret = text(activity, 'numeroSiretSite')
  return siret ? { idNat: `3${siret}`, name } : undefined
}

function exerciseOf(exercise: unknown, activity: unknown): PscExercise {
  const profession = text(exercise, 'codeProfession')
  const specialty = specialtyOf(profession, text(exercise, 'codeSavoirFaire'), text(activity, 'codeSectionPharmacien'))
  const prefix = text(exercise, 'codeCiviliteDexercice')
  const structure = structureOf(activity)
  const establishment = text(activity, 'numeroFinessSite')
  return {
    id: [profession, specialty?.code ?? '', structure?.idNat ?? ''].join('|'),
    label: [specialty?.display ?? specialty?.code ?? 'Sans profession de santé', structure?.name]
      .filter(Boolean)
      .join(' — '),
    profession,
    ...(specialty ? { specialty } : {}),
    ...(prefix ? { prefix } : {}),
    ...(structure ? { structure } : {}),
    ...(establishment ? { establishment } : {}),
  }
}

/**
 * Reads the claims of Pro Santé Connect loosely: absent values come as empty strings, and people without RPPS have no exercise.
 * @throws SignInError `SIGN_IN.IDENTIFIER` without `SubjectNameID`
 */
export function readPscPerson(issuer: string, claims: Record<string, unknown>): PscPerson {
  const idNat = text(claims, 'SubjectNameID')
  if (!idNat || idNat.length > 100) throw new SignInError('SIGN_IN.IDENTIFIER', 'userinfo: no SubjectNameID')
  const exercises = list(claims.SubjectRefPro, 'exercices').flatMap((exercise) => {
    const activities = list(exercise, 'activities')
    return (activities.length > 0 ? activities : [undefined]).map((activity) => exerciseOf(exercise, activity))
  })
  const distinct = [...new Map(exercises.map((exercise) => [exercise.id, exercise])).values()]
  return {
    issuer,
    sub: text(claims, 'sub'),
    idNat,
    family: text(claims, 'family_name'),
    given: text(claims, 'given_name'),
    exercises: distinct.slice(0, MAX_EXERCISES),
  }
}
