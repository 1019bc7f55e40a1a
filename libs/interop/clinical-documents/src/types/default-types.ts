import { codeOf, J07_DOCUMENT_TYPE } from '@anamnese/domain-value-sets'
import type { DocumentType, TypeSection } from './document-type'

const section = (key: string, title: string, required: boolean, template = '', code?: string): TypeSection => ({
  key,
  title,
  required,
  template,
  ...(code === undefined ? {} : { code }),
})

const written = (
  key: string,
  code: string,
  name: string,
  sections: readonly TypeSection[],
  sent: Partial<Pick<DocumentType, 'dmp' | 'mssante' | 'form' | 'title'>> = {},
): DocumentType => ({
  key,
  type: codeOf(J07_DOCUMENT_TYPE, code),
  name,
  title: name,
  form: 'N1',
  sections,
  confidentiality: 'N',
  dmp: true,
  mssante: true,
  ...sent,
})

const STAY = 'Hospitalisation à partir du {admission}.\nService : {unit}.'

/**
 * What a hospital writes without any configuration. Texts to start from say what the record holds and nothing else: that nothing was
 * entered is said as such, and is for the physician to complete. The sections of the discharge letter are those of decree 2016-995.
 */
export const DEFAULT_DOCUMENT_TYPES: readonly DocumentType[] = [
  written(
    'LDL-SES',
    '11490-0',
    'Lettre de liaison à la sortie',
    [
      section('reason', 'Motif d’hospitalisation', true, STAY, '42349-1'),
      section(
        'summary',
        'Synthèse médicale du séjour',
        true,
        '{patient}, {age}, a séjourné dans l’établissement du {admission} au {discharge} ({duration}).\n' +
          'Médecin responsable : {doctor}.\n' +
          'Sortie : {dischargeMode}.',
        '42545-4',
      ),
      section('results', 'Actes et résultats d’examens', false, '', '30954-2'),
      section(
        'allergies',
        'Allergies et effets indésirables',
        false,
        'Aucune allergie ni effet indésirable n’a été saisi dans le dossier pour ce séjour.',
        '48765-2',
      ),
      section(
        'treatments',
        'Traitements à la sortie',
        true,
        'Aucun traitement de sortie n’a été saisi dans le dossier pour ce séjour.',
        '10183-2',
      ),
      section('stoppedTreatments', 'Traitements arrêtés ou modifiés', false, '', '18610-6'),
      section(
        'followUp',
        'Suites à donner, soins et rendez-vous',
        true,
        'Aucun rendez-vous n’a été saisi dans le dossier.\nSuivi par le médecin traitant : {generalPractitioner}.',
        '18776-5',
      ),
    ],
    { form: 'LDL-SES' },
  ),
  written('CRH', '34112-3', 'Compte rendu d’hospitalisation', [
    section('reason', 'Motif d’hospitalisation', true, STAY, '42349-1'),
    section('history', 'Antécédents et mode de vie', false, '', '11348-0'),
    section('course', 'Histoire de la maladie et évolution', true, '', '8648-8'),
    section('results', 'Actes et résultats d’examens', false, '', '30954-2'),
    section('conclusion', 'Conclusion', true, '', '55110-1'),
    section('treatments', 'Traitements à la sortie', false, '', '10183-2'),
    section('followUp', 'Suites à donner', false, '', '18776-5'),
  ]),
  written('CRO', '34874-8', 'Compte rendu opératoire', [
    section('indication', 'Indication', true, '', '10217-8'),
    section('procedure', 'Intervention', true, '', '29554-3'),
    section('course', 'Déroulement', true, '', '8724-7'),
    section('findings', 'Constatations', false, '', '59776-5'),
    section('devices', 'Matériel implanté et dispositifs', false, '', '46264-8'),
    section('complications', 'Incidents et complications', false, '', '55109-3'),
    section('postoperative', 'Suites et consignes', true, '', '18776-5'),
  ]),
  written('ORD', '57833-6', 'Ordonnance de sortie', [
    section('prescription', 'Prescription', true, '', '57828-6'),
    section('advice', 'Conseils', false, '', '69730-0'),
  ]),
  written('CR-CONS', '11488-4', 'Compte rendu de consultation', [
    section('reason', 'Motif de consultation', true, '', '42349-1'),
    section('history', 'Antécédents', false, '', '11348-0'),
    section('examination', 'Examen clinique', false, '', '29545-1'),
    section('conclusion', 'Conclusion', true, '', '55110-1'),
    section('followUp', 'Conduite à tenir', false, '', '18776-5'),
  ]),
  written('CR-EXAMEN', '70004-7', 'Compte rendu d’examen', [
    section('indication', 'Indication', true, '', '10217-8'),
    section('technique', 'Technique', false, '', '55111-9'),
    section('results', 'Résultats', true, '', '30954-2'),
    section('conclusion', 'Conclusion', true, '', '55110-1'),
  ]),
  written('CR-ACTE', '11505-5', 'Compte rendu d’acte thérapeutique', [
    section('indication', 'Indication', true, '', '10217-8'),
    section('procedure', 'Acte', true, '', '29554-3'),
    section('conclusion', 'Conclusion', true, '', '55110-1'),
    section('followUp', 'Suites à donner', false, '', '18776-5'),
  ]),
  written('CR-URG', '15507-7', 'Compte rendu de passage aux urgences', [
    section('reason', 'Motif de venue', true, '', '42349-1'),
    section('history', 'Antécédents et traitement habituel', false, '', '11348-0'),
    section('course', 'Histoire et examen', true, '', '8648-8'),
    section('results', 'Examens', false, '', '30954-2'),
    section('conclusion', 'Diagnostic et décision', true, '', '55110-1'),
    section('treatments', 'Traitement de sortie', false, '', '10183-2'),
  ]),
  written(
    'OBS',
    '34875-5',
    'Observation médicale',
    [
      section('observation', 'Observation', true, '', '8648-8'),
      section('plan', 'Conduite à tenir', false, '', '18776-5'),
    ],
    // A note of follow-up is for the record of the hospital; a hospital that shares its notes says so in its configuration.
    { dmp: false, mssante: false },
  ),
]
