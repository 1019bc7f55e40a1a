/** One place where a professional works, as the RPPS describes it. Absent values are empty strings, as in the real answers. */
export interface PscActivity {
  finessSite: string
  finessLegal: string
  name: string
  /** TRE_R02 */
  sector: string
  postalCode: string
  city: string
}

export interface PscExercise {
  /** TRE_G15 */
  profession: string
  /** `S` speciality, or empty */
  knowHowType: string
  /** TRE_R38 */
  knowHow: string
  /** civility of exercise: `DR` or empty */
  title: string
  activities: PscActivity[]
}

/** Somebody who holds an e-CPS or a card. */
export interface PscPerson {
  /** `SubjectNameID`: `8` + RPPS, or `3` + FINESS + `/` + local identifier */
  idNat: string
  family: string
  given: string
  civility: 'M' | 'MME'
  exercises: PscExercise[]
  /** what the login page says of this person */
  label: string
}

const argoat: PscActivity = {
  finessSite: '220000020',
  finessLegal: '220000012',
  name: "CH DE L'ARGOAT",
  sector: 'SA01',
  postalCode: '22200',
  city: '22070',
}

/** The place that the fault `severalActivities` adds. */
export const SECOND_ACTIVITY: PscActivity = {
  finessSite: '220000038',
  finessLegal: '220000038',
  name: 'MAISON DE SANTE DU TRIEUX',
  sector: 'SA08',
  postalCode: '22260',
  city: '22235',
}

function doctor(knowHow: string, ...activities: PscActivity[]): PscExercise {
  return { profession: '10', knowHowType: 'S', knowHow, title: 'DR', activities }
}

/** The invented people of the demonstration hospital; the RPPS numbers have a right Luhn key and belong to nobody. */
export const DEMO_PEOPLE: readonly PscPerson[] = [
  {
    idNat: '810100000008',
    family: 'KERVADEC',
    given: 'MAËLLE',
    civility: 'MME',
    exercises: [doctor('SM04', argoat)],
    label: 'Médecin, cardiologie',
  },
  {
    idNat: '810100000024',
    family: 'LE GOFF',
    given: 'YANN',
    civility: 'M',
    exercises: [{ profession: '60', knowHowType: '', knowHow: '', title: '', activities: [argoat] }],
    label: 'Infirmier, cardiologie',
  },
  {
    idNat: '3220000020/SEC0001',
    family: 'RIOU',
    given: 'SOAZIG',
    civility: 'MME',
    exercises: [],
    label: 'Secrétaire médicale, carte CPE',
  },
  {
    idNat: '3220000020/CIV0001',
    family: 'PRIGENT',
    given: 'NOLWENN',
    civility: 'MME',
    exercises: [],
    label: 'Cellule d’identitovigilance, carte CPE',
  },
  {
    idNat: '3220000020/RSSI001',
    family: 'LE BRAS',
    given: 'ERWAN',
    civility: 'M',
    exercises: [],
    label: 'Responsable de la sécurité, carte CPE',
  },
  {
    idNat: '3220000020/ADM0001',
    family: 'MORVAN',
    given: 'GWENAËL',
    civility: 'M',
    exercises: [],
    label: 'Administrateur, carte CPE',
  },
  {
    idNat: '810100000032',
    family: 'JAOUEN',
    given: 'LOÏC',
    civility: 'M',
    exercises: [doctor('SM30', argoat, SECOND_ACTIVITY)],
    label: 'Médecin, néphrologie, deux lieux d’exercice',
  },
  {
    idNat: '810100000040',
    family: 'QUERE',
    given: 'ANNE-MARIE',
    civility: 'MME',
    exercises: [doctor('SM53', SECOND_ACTIVITY)],
    label: 'Médecin généraliste, sans compte à l’hôpital',
  },
  {
    idNat: '810100000057',
    family: 'BODIN',
    given: 'HERVÉ',
    civility: 'M',
    exercises: [doctor('SM59', argoat)],
    label: 'Médecin, parti de l’hôpital (compte désactivé)',
  },
]
