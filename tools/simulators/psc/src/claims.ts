import type { PscFaults } from './faults'
import { type PscActivity, type PscExercise, type PscPerson, SECOND_ACTIVITY } from './people'

/** What `scope_all` opens in the userinfo answer. */
export const SCOPE_ALL_CLAIMS = [
  'preferred_username',
  'SubjectNameID',
  'family_name',
  'given_name',
  'email_verified',
  'UITVersion',
  'Secteur_Activite',
  'Palier_Authentification',
  'SubjectRole',
  'SubjectOrganization',
  'SubjectOrganizationID',
  'PSI_Locale',
  'Mode_Acces_Raison',
  'Acces_Regulation_Medicale',
  'otherIds',
  'SubjectRefPro',
]

/** The technical subject of a person: stable, and not their national identifier alone. */
export function subjectOf(person: PscPerson): string {
  return `f:550dc1c8-d97b-4b1e-ac8c-8eb4471cf9dd:${person.idNat}`
}

function activityClaims(activity: PscActivity): Record<string, string> {
  return {
    codeModeExercice: 'S',
    codeSecteurDactivite: activity.sector,
    codeSectionPharmacien: '',
    codeRole: '',
    codeGenreActivite: 'GENR01',
    numeroSiretSite: '',
    numeroSirenSite: '',
    numeroFinessSite: activity.finessSite,
    numeroFinessetablissementJuridique: activity.finessLegal,
    identifiantTechniqueDeLaStructure: `F${activity.finessSite}`,
    raisonSocialeSite: activity.name,
    enseigneCommercialeSite: '',
    codePostal: activity.postalCode,
    codeCommune: activity.city,
    codePays: '99000',
    adresseEMail: '',
  }
}

function exercisesOf(person: PscPerson, faults: PscFaults): PscExercise[] {
  if (faults.noRpps) return []
  if (!faults.severalActivities) return person.exercises
  return person.exercises.map((exercise) => ({ ...exercise, activities: [...exercise.activities, SECOND_ACTIVITY] }))
}

/** The claims of a person as the userinfo endpoint of Pro Santé Connect gives them for `openid scope_all`. */
export function claimsOf(person: PscPerson, faults: PscFaults): Record<string, unknown> & { sub: string } {
  const idNat = faults.noRpps ? `3220000020/CPET${person.idNat.slice(-4)}` : person.idNat
  const exercises = exercisesOf(person, faults)
  const first = exercises[0]
  const rpps = idNat.startsWith('8')
  return {
    sub: subjectOf(person),
    preferred_username: idNat,
    SubjectNameID: idNat,
    family_name: person.family,
    given_name: person.given,
    email_verified: false,
    UITVersion: '1.0',
    Secteur_Activite: `${first?.activities[0]?.sector ?? 'SA01'}^1.2.250.1.71.4.2.4`,
    Palier_Authentification: 'APPPRIP3^1.2.250.1.213.1.5.1.1.1',
    SubjectRole: first ? [`${first.profession}^1.2.250.1.213.1.1.5.5`] : [],
    SubjectOrganization: first?.activities[0]?.name ?? '',
    SubjectOrganizationID: first?.activities[0] ? `F${first.activities[0].finessSite}` : '',
    PSI_Locale: '1.2.250.1.213.1.3.1.1',
    Mode_Acces_Raison: '',
    Acces_Regulation_Medicale: 'FAUX',
    otherIds: [{ identifiant: idNat, origine: rpps ? 'RPPS' : 'CPE', qualite: 1 }],
    SubjectRefPro: {
      codeCivilite: person.civility,
      exercices: exercises.map((exercise) => ({
        codeProfession: exercise.profession,
        codeCategorieProfessionnelle: 'C',
        codeCiviliteDexercice: exercise.title,
        nomDexercice: person.family,
        prenomDexercice: person.given,
        codeTypeSavoirFaire: exercise.knowHowType,
        codeSavoirFaire: exercise.knowHow,
        activities: exercise.activities.map(activityClaims),
      })),
    },
  }
}
