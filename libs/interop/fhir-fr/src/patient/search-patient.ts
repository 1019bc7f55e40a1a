import type { SearchDefinition } from '../search/definition'

const base = 'http://hl7.org/fhir/SearchParameter'

/** What patients are searched by: those of PDQm (ITI-78) that are indexed here. */
export const PATIENT_SEARCH: SearchDefinition = {
  resource: 'Patient',
  parameters: [
    { name: '_id', type: 'token', documentation: 'Identifiant du dossier', definition: `${base}/Resource-id` },
    {
      name: '_lastUpdated',
      type: 'date',
      documentation: 'Instant de la dernière modification, avec préfixe',
      definition: `${base}/Resource-lastUpdated`,
    },
    {
      name: 'identifier',
      type: 'token',
      documentation:
        'IPP (système|valeur ou valeur) ou matricule INS d’une identité qualifiée, 15 caractères et clé exacte',
      definition: `${base}/Patient-identifier`,
    },
    {
      name: 'family',
      type: 'string',
      modifiers: ['exact'],
      documentation: 'Premières lettres du nom de naissance ou utilisé, sans accents, traits d’union ni apostrophes',
      definition: `${base}/individual-family`,
    },
    {
      name: 'given',
      type: 'string',
      modifiers: ['exact'],
      documentation: 'Premières lettres d’un prénom de naissance ou utilisé',
      definition: `${base}/individual-given`,
    },
    {
      name: 'name',
      type: 'string',
      documentation: 'Premières lettres d’un nom ou d’un prénom',
      definition: `${base}/Patient-name`,
    },
    {
      name: 'birthdate',
      type: 'date',
      documentation: 'Date de naissance, entière ou non, avec préfixe',
      definition: `${base}/individual-birthdate`,
    },
    {
      name: 'gender',
      type: 'token',
      documentation: 'male, female ou unknown',
      definition: `${base}/individual-gender`,
    },
    {
      name: 'active',
      type: 'token',
      documentation: 'false : dossiers fusionnés dans un autre',
      definition: `${base}/Patient-active`,
    },
  ],
  sorts: ['_id', '_lastUpdated', 'family', 'birthdate'],
  summary: ['identifier', 'active', 'name', 'telecom', 'gender', 'birthDate', 'deceasedDateTime', 'address', 'link'],
  mandatory: [],
}
