import type { DirectoryData, DirectoryMailbox, DirectoryOrganization, DirectoryPractitioner } from './options'

export interface FhirResource {
  resourceType: string
  id: string
  [property: string]: unknown
}

const EMAIL_TYPE = 'https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-contact-point-email-type'
const MAILBOX = 'https://interop.esante.gouv.fr/ig/fhir/annuaire/StructureDefinition/as-ext-mailbox-mss-metadata'
const IDENTIFIER_TYPES = 'https://hl7.fr/ig/fhir/core/CodeSystem/fr-core-cs-v2-0203'
export const RPPS_SYSTEM = 'https://rpps.esante.gouv.fr'
export const IDNPS_SYSTEM = 'urn:oid:1.2.250.1.71.4.2.1'
export const FINESS_SYSTEM = 'https://finess.esante.gouv.fr'
export const IDNST_SYSTEM = 'urn:oid:1.2.250.1.71.4.2.2'

const coded = (code: string): object => ({ coding: [{ system: IDENTIFIER_TYPES, code }] })

function telecom(mailbox: DirectoryMailbox): object {
  return {
    system: 'email',
    value: mailbox.address,
    extension: [
      {
        url: EMAIL_TYPE,
        valueCoding: { system: 'https://mos.esante.gouv.fr/NOS/TRE_R256-TypeMessagerie', code: 'MSSANTE' },
      },
      {
        url: MAILBOX,
        extension: [
          { url: 'type', valueCodeableConcept: { coding: [{ code: mailbox.type }] } },
          { url: 'listeRouge', valueBoolean: mailbox.redList ?? false },
          ...(mailbox.service === undefined ? [] : [{ url: 'service', valueString: mailbox.service }]),
        ],
      },
    ],
  }
}

const practitionerId = (one: DirectoryPractitioner): string => `003-${one.rpps.slice(-6)}`
const organizationId = (one: DirectoryOrganization): string => `001-${one.finess}`

function practitioner(one: DirectoryPractitioner): FhirResource {
  return {
    resourceType: 'Practitioner',
    id: practitionerId(one),
    active: true,
    identifier: [
      { use: 'official', type: coded('RPPS'), system: RPPS_SYSTEM, value: one.rpps },
      { type: coded('IDNPS'), system: IDNPS_SYSTEM, value: `8${one.rpps}` },
    ],
    name: [{ family: one.family, given: [one.given], ...(one.prefix === undefined ? {} : { prefix: [one.prefix] }) }],
    telecom: one.mailboxes.map(telecom),
    qualification: [qualification('TRE_G15-ProfessionSante', one.profession)].concat(
      one.specialty === undefined ? [] : [qualification('TRE_R38-SpecialiteOrdinale', one.specialty)],
    ),
  }
}

function qualification(system: string, code: string): object {
  return { code: { coding: [{ system: `https://mos.esante.gouv.fr/NOS/${system}`, code }] } }
}

function organization(one: DirectoryOrganization): FhirResource {
  return {
    resourceType: 'Organization',
    id: organizationId(one),
    active: true,
    identifier: [
      { type: coded('FINEG'), system: FINESS_SYSTEM, value: one.finess },
      { type: coded('IDNST'), system: IDNST_SYSTEM, value: `1${one.finess}` },
    ],
    name: one.name,
    address: [{ postalCode: one.postalCode, city: one.city }],
    telecom: one.mailboxes.map(telecom),
  }
}

/** The directory as FHIR resources; a PractitionerRole per professional and structure. */
export function toResources(data: DirectoryData): FhirResource[] {
  const organizations = new Map(data.organizations.map((one) => [one.finess, one]))
  const roles = data.practitioners.flatMap((one) =>
    one.structures.flatMap((finess) => {
      const structure = organizations.get(finess)
      if (!structure) return []
      const role: FhirResource = {
        resourceType: 'PractitionerRole',
        id: `005-${one.rpps.slice(-6)}-${finess}`,
        active: true,
        practitioner: { reference: `Practitioner/${practitionerId(one)}` },
        organization: { reference: `Organization/${organizationId(structure)}` },
      }
      return [role]
    }),
  )
  return [...data.practitioners.map(practitioner), ...data.organizations.map(organization), ...roles]
}
