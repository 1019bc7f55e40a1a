import type { Code } from '@anamnese/domain-professional-ids'

/** IHE format codes */
const IHE = '1.3.6.1.4.1.19376.1.2.3'
/** TRE_A06, format codes of the CI-SIS */
const CI_SIS = '1.2.250.1.213.1.1.4.2.282'

const code = (value: string, display: string): Required<Code> => ({
  code: value,
  system: value.startsWith('urn:ihe:') && !value.startsWith('urn:ihe:iti-fr:') ? IHE : CI_SIS,
  display,
})

/** ASS_A12: what a document that is not structured (N1) holds, by media type. */
const BY_MEDIA_TYPE: Readonly<Record<string, Required<Code>>> = {
  'application/pdf': code('urn:ihe:iti:xds-sd:pdf:2008', 'Document à corps non structuré en Pdf/A-1'),
  'text/plain': code('urn:ihe:iti:xds-sd:text:2008', 'Document à corps non structuré en texte brut'),
  'text/rtf': code('urn:ihe:iti-fr:xds-sd:rtf:2010', 'Document à corps non structuré en texte RTF'),
  'image/jpeg': code('urn:ihe:iti-fr:xds-sd:jpeg:2010', 'Document à corps non structuré en image JPEG'),
  'image/tiff': code('urn:ihe:iti-fr:xds-sd:tiff:2010', 'Document à corps non structuré en image TIFF'),
}

/** ASS_A11: the models of structured documents (N3), by template. */
const BY_TEMPLATE: Readonly<Record<string, Required<Code>>> = {
  '1.2.250.1.213.1.1.1.29': code('urn:asip:ci-sis:ldl-ses:2017', 'Lettre de liaison à la sortie'),
  '1.2.250.1.213.1.1.1.21': code('urn:asip:ci-sis:ldl-ees:2017', "Lettre de liaison à l'entrée"),
  '1.2.250.1.213.1.1.1.55': code('urn:ihe:lab:xd-lab:2008', "Compte rendu d'examens biologiques"),
  '1.2.250.1.213.1.1.1.45': code('urn:ihe:rad:CDA:ImagingReportStructuredHeadings:2013', "Compte rendu d'imagerie"),
  '1.2.250.1.213.1.1.1.13': code('urn:asip:ci-sis:vsm:2012', 'Volet de synthèse médicale'),
  '1.2.250.1.213.1.1.1.51': code('urn:ihe:pcc:ips:2020', 'Synthèse médicale (IPS)'),
  '1.2.250.1.213.1.1.1.39': code('urn:ihe:pharm:pre:2010', 'Prescription de produits de santé'),
  '1.2.250.1.213.1.1.1.54': code('urn:ihe:pharm:dis:2010', 'Dispensation'),
  '1.2.250.1.213.1.1.1.40': code('urn:asip:ci-sis:cr-anest:2020', "Compte rendu d'anesthésie"),
  '1.2.250.1.213.1.1.1.41': code('urn:asip:ci-sis:cr-cpa:2020', 'Compte rendu de consultation pré-anesthésique'),
  '1.2.250.1.213.1.1.1.8': code('urn:asip:ci-sis:frcp:2011', 'Fiche de réunion de concertation pluridisciplinaire'),
  '1.2.250.1.213.1.1.1.47': code('urn:ans:ci-sis:img-da:2022', "Demande d'actes d'imagerie"),
  '1.2.250.1.213.1.1.1.57': code('urn:ihe:palm:apsr:2016', "Compte rendu d'anatomie et de cytologie pathologiques"),
}

/** Models outside of the CI-SIS. */
export const FORMAT_OUTSIDE_CI_SIS = code('urn:asipSante:modelesHorsProfils:2011', 'Modèle hors profils')

/** The format code of an N1 document by its media type; undefined when the CI-SIS does not allow that type. */
export function formatOfMediaType(mediaType: string): Required<Code> | undefined {
  return BY_MEDIA_TYPE[mediaType]
}

/** The format code of an N3 document by its templates, {@link FORMAT_OUTSIDE_CI_SIS} for an unknown model. */
export function formatOfTemplates(templateRoots: readonly string[]): Required<Code> {
  const root = templateRoots.find((candidate) => BY_TEMPLATE[candidate] !== undefined)
  return (root === undefined ? undefined : BY_TEMPLATE[root]) ?? FORMAT_OUTSIDE_CI_SIS
}

/** Media types that a document that is not structured may hold. */
export const N1_MEDIA_TYPES: readonly string[] = Object.keys(BY_MEDIA_TYPE)
