import type { SearchDefinition } from '../search/definition'

const base = 'http://hl7.org/fhir/SearchParameter'

/** What documents are searched by: those of MHD (ITI-67) that have an answer here. */
export const DOCUMENT_SEARCH: SearchDefinition = {
  resource: 'DocumentReference',
  parameters: [
    { name: '_id', type: 'token', documentation: 'Identifiant du document', definition: `${base}/Resource-id` },
    {
      name: 'patient',
      type: 'reference',
      documentation: 'Dossier : Patient/id. Ce paramètre, patient.identifier, identifier ou _id est nécessaire',
      definition: `${base}/clinical-patient`,
    },
    {
      name: 'patient.identifier',
      type: 'token',
      documentation: 'IPP (système|valeur) ou matricule INS d’une identité qualifiée (système|valeur)',
    },
    {
      name: 'identifier',
      type: 'token',
      documentation: 'Identifiant de la version (urn:oid:…) ou de l’ensemble de ses versions',
      definition: `${base}/clinical-identifier`,
    },
    {
      name: 'date',
      type: 'date',
      documentation: 'Date du document, avec préfixe',
      definition: `${base}/DocumentReference-date`,
    },
    {
      name: 'period',
      type: 'date',
      documentation: 'Période du séjour, avec préfixe',
      definition: `${base}/DocumentReference-period`,
    },
    {
      name: 'type',
      type: 'token',
      documentation: 'Type (J07), code ou système|code',
      definition: `${base}/clinical-type`,
    },
    {
      name: 'category',
      type: 'token',
      documentation: 'Classe du DMP (J57), code ou système|code',
      definition: `${base}/DocumentReference-category`,
    },
    {
      name: 'status',
      type: 'token',
      documentation: 'current, superseded (remplacé) ou entered-in-error (retiré ou supprimé)',
      definition: `${base}/DocumentReference-status`,
    },
    { name: 'author.family', type: 'string', documentation: 'Premières lettres du nom de l’auteur' },
    { name: 'author.given', type: 'string', documentation: 'Premières lettres du prénom de l’auteur' },
    { name: 'author.identifier', type: 'token', documentation: 'Identifiant national de l’auteur' },
  ],
  sorts: ['_id', 'date'],
  summary: [
    'masterIdentifier',
    'identifier',
    'status',
    'docStatus',
    'type',
    'category',
    'subject',
    'date',
    'author',
    'description',
    'securityLabel',
  ],
  mandatory: ['status', 'content'],
}
