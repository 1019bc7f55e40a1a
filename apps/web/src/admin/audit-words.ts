import type { AuditEntry } from '@anamnese/contracts'
import type { Tone } from '../format/identity'

export const AUDIT_OUTCOMES: Readonly<Record<AuditEntry['outcome'], { word: string; tone: Tone }>> = {
  success: { word: 'Réussi', tone: 'ok' },
  refused: { word: 'Refusé', tone: 'warn' },
  failure: { word: 'Échoué', tone: 'fail' },
}

export const PURPOSES: Readonly<Record<NonNullable<AuditEntry['purpose']>, string>> = {
  care: 'Soin',
  'break-glass': 'Accès en urgence',
  identity: 'Identitovigilance',
  administration: 'Administration',
  automatic: 'Automatique',
}

const OBJECTS: Readonly<Record<string, string>> = {
  record: 'Dossier',
  ins: 'INS',
  document: 'Document',
  letter: 'Lettre',
  session: 'Session',
  patient: 'Patient',
  identity: 'Identité',
  message: 'Message',
  order: 'Envoi',
  exchange: 'Échange',
  ward: 'Service',
  'hl7-message': 'Message HL7',
  'break-glass': 'Accès en urgence',
  choices: 'Choix du patient',
  account: 'Compte',
  insi: 'Appel INSi',
  'insi-batch': 'Lot INSi',
  stay: 'Séjour',
  audit: 'Traces',
}

const VERBS: Readonly<Record<string, string>> = {
  open: 'ouverture',
  read: 'lecture',
  list: 'liste',
  download: 'lecture du contenu',
  cancel: 'abandon',
  abandon: 'abandon',
  exercise: 'choix d’exercice',
  search: 'recherche',
  create: 'création',
  change: 'modification',
  save: 'enregistrement',
  write: 'enregistrement',
  validate: 'validation',
  send: 'envoi',
  resend: 'nouvel envoi',
  exchange: 'échange',
  qualify: 'qualification',
  accept: 'acceptation',
  close: 'fermeture',
  refuse: 'refus',
  verify: 'vérification',
  receive: 'réception',
  export: 'extraction',
  preview: 'aperçu',
  scan: 'lecture d’un datamatrix',
  print: 'impression',
  withdraw: 'retrait',
  keep: 'maintien',
  match: 'rapprochement',
  pause: 'suspension',
  resume: 'reprise',
  prove: 'contrôle d’une pièce',
}

/** An action of the trail in words, `Document : validation`; its code when it has no words of ours. */
export function actionWords(action: string): string {
  const [object = '', ...verbs] = action.split('.')
  const verb = verbs.at(-1) ?? ''
  const words = OBJECTS[object]
  const said = VERBS[verb]
  return words === undefined || said === undefined ? action : `${words} : ${said}`
}
