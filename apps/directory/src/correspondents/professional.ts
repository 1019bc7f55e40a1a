import type { CorrespondentView } from '@anamnese/contracts'
import type { Code } from '@anamnese/domain-professional-ids'
import { findCode, J01_AUTHOR_SPECIALTY } from '@anamnese/domain-value-sets'
import { codeOf, extension, type FhirResource, objects, text } from './fhir'

export type FoundProfessional = CorrespondentView
export type Mailbox = CorrespondentView['mailboxes'][number]

const RPPS_SYSTEM = 'https://rpps.esante.gouv.fr'
const IDNPS_SYSTEM = 'urn:oid:1.2.250.1.71.4.2.1'
const EMAIL_TYPE = 'https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-contact-point-email-type'
const MAILBOX = 'https://interop.esante.gouv.fr/ig/fhir/annuaire/StructureDefinition/as-ext-mailbox-mss-metadata'
const J01_PROFESSIONS = '1.2.250.1.213.1.1.4.5'
const TYPES: readonly Mailbox['type'][] = ['PER', 'ORG', 'APP', 'CAB']

/** The MSSanté mailboxes of a resource that may be shown: the red list is never (spec of the Annuaire, `listeRouge`). */
export function mailboxesOf(resource: FhirResource): Mailbox[] {
  return objects(resource, 'telecom').flatMap((telecom) => {
    const address = text(telecom, 'value')
    const metadata = extension(telecom, MAILBOX)
    const isMssante = codeOf(extension(telecom, EMAIL_TYPE)?.valueCoding) === 'MSSANTE'
    const redList = extension(metadata, 'listeRouge')?.valueBoolean === true
    const code = codeOf(extension(metadata, 'type')?.valueCodeableConcept)
    const type = TYPES.find((known) => known === code)
    if (telecom.system !== 'email' || address === undefined || !isMssante || redList || type === undefined) return []
    return [{ address: address.toLowerCase(), type }]
  })
}

function idNatOf(resource: FhirResource): string | undefined {
  const identifiers = objects(resource, 'identifier')
  const national = text(
    identifiers.find(({ system }) => system === IDNPS_SYSTEM),
    'value',
  )
  const rpps = text(
    identifiers.find(({ system }) => system === RPPS_SYSTEM),
    'value',
  )
  return national ?? (rpps === undefined ? undefined : `8${rpps}`)
}

/** Profession (TRE_G15) and speciality (TRE_R38) as one code of J01. */
function specialtyOf(resource: FhirResource): Code | undefined {
  const codings = objects(resource, 'qualification').flatMap(({ code }) => objects(code, 'coding'))
  const of = (nomenclature: string): string | undefined =>
    codings.find((coding) => text(coding, 'system')?.includes(nomenclature) === true)?.code as string | undefined
  const profession = of('TRE_G15') ?? of('TRE-G15')
  if (profession === undefined) return undefined
  const knowHow = of('TRE_R38') ?? of('TRE-R38')
  const code = `G15_${profession}${knowHow === undefined ? '' : `/${knowHow}`}`
  const display = findCode(J01_AUTHOR_SPECIALTY, code, J01_PROFESSIONS)?.display
  return { code, system: J01_PROFESSIONS, ...(display === undefined ? {} : { display }) }
}

/** A professional as the Annuaire describes them; undefined without identifier or name, or when no longer active. */
export function readPractitioner(resource: FhirResource): FoundProfessional | undefined {
  const idNat = idNatOf(resource)
  const name = objects(resource, 'name')[0]
  const family = text(name, 'family')
  if (idNat === undefined || family === undefined || resource.active === false) return undefined
  const first = (list: unknown): string | undefined =>
    Array.isArray(list) && typeof list[0] === 'string' ? list[0] : undefined
  const prefix = first(name?.prefix)
  const specialty = specialtyOf(resource)
  return {
    idNat,
    family,
    given: first(name?.given) ?? '',
    mailboxes: mailboxesOf(resource),
    ...(prefix === undefined ? {} : { prefix }),
    ...(specialty === undefined ? {} : { specialty }),
  }
}
