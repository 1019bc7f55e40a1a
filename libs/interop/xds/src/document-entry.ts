import { createHash } from 'node:crypto'
import {
  mainServiceEvent,
  utcDigitsOfHl7Time,
  type CdaActor,
  type CdaAuthor,
  type CdaHeader,
  type CdaPatient,
} from '@anamnese/interop-cda'
import { codesOf, confidentialityCodes, missing, type VisibilityFlags } from './codes'
import {
  actorInstitution,
  authorPerson,
  authorSpecialty,
  insPatientId,
  localPatientId,
  personName,
  referenceId,
} from './hl7-values'
import type { DocumentEntry, XdsAuthor } from './submission'
import { XdsError } from './xds-error'

export interface DocumentEntryOptions {
  /** symbolic id, `Document01`… */
  id: string
  flags?: VisibilityFlags
  /** path in the XDM medium; absent for the DMP */
  uri?: string
  /** the DMP refuses identifiers with an extension; an XDM medium takes `root^extension` */
  allowExtension?: boolean
}

/** LOINC type of the imaging reports: their act is identified by the study instance UID. */
const IMAGING_REPORT = '18748-4'

/**
 * Derives the XDS metadata of a CDA document from its header (mapping of the volet CDA-in-HL7 2.1).
 *
 * @param bytes the document as it will be sent: its hash and size are taken from them
 * @throws XdsError when the document does not give what the DMP requires
 */
export function documentEntryOf(bytes: Uint8Array, header: CdaHeader, options: DocumentEntryOptions): DocumentEntry {
  const act = mainServiceEvent(header)
  const patient = header.patient
  const inMedium = options.uri !== undefined
  if (act?.low === undefined) throw missing('serviceStartTime', 'la date de début de l’acte')
  if (header.authors.length === 0) throw missing('author', 'l’auteur')
  if (header.title === undefined) throw missing('title', 'le titre')
  if (header.legalAuthenticator === undefined) throw missing('legalAuthenticator', 'le responsable du document')
  const setting = act.performers.find((performer) => performer.organization?.practiceSetting !== undefined)
  const [localId] = patient.localIds
  const sourcePatientId = localId === undefined ? undefined : localPatientId(localId)
  // The DMP knows patients by their INS; an XDM medium goes to people, who may get a document of a patient without one (MSS/CONF.14).
  const patientId = patient.ins !== undefined ? insPatientId(patient.ins) : inMedium ? sourcePatientId : undefined
  if (patientId === undefined) throw missing('patientId', 'l’INS du patient')
  return {
    id: options.id,
    mimeType: header.packaging === 'self-presenting' ? 'application/xslt+xml' : 'text/xml',
    title: header.title,
    authors: header.authors.map(xdsAuthor),
    ...codesOf(header, setting?.organization?.practiceSetting),
    confidentialityCodes: confidentialityCodes(header, options.flags ?? {}),
    eventCodes: eventCodes(header),
    creationTime: utcDigitsOfHl7Time(header.effectiveTime),
    serviceStartTime: utcDigitsOfHl7Time(act.low),
    ...(act.high === undefined ? {} : { serviceStopTime: utcDigitsOfHl7Time(act.high) }),
    hash: createHash('sha1').update(bytes).digest('hex'),
    size: bytes.byteLength,
    languageCode: header.language ?? 'fr-FR',
    legalAuthenticator: authorPerson(header.legalAuthenticator),
    patientId,
    sourcePatientId: sourcePatientId ?? patientId,
    sourcePatientInfo: patientInfo(patient),
    referenceIds: referenceIds(header),
    uniqueId: documentId(header, options.allowExtension ?? false),
    ...(options.uri === undefined ? {} : { uri: options.uri }),
  }
}

/** The author metadata of an actor of a CDA header. */
export function xdsAuthor(actor: CdaActor & Pick<CdaAuthor, 'functionCode'>): XdsAuthor {
  const institution = actorInstitution(actor)
  const role = actor.functionCode?.display
  return {
    person: authorPerson(actor),
    institutions: institution === undefined ? [] : [institution],
    ...(actor.code === undefined || actor.person === undefined ? {} : { specialty: authorSpecialty(actor.code) }),
    ...(role === undefined ? {} : { role }),
  }
}

function documentId({ id }: CdaHeader, allowExtension: boolean): string {
  if (id.extension === undefined) return id.root
  if (allowExtension) return `${id.root}^${id.extension}`
  throw new XdsError(
    'XDS.DOCUMENT_ID_EXTENSION',
    'Le DMP n’accepte pas un identifiant de document avec une extension.',
    'uniqueId',
  )
}

function eventCodes({ documentationOf }: CdaHeader): DocumentEntry['eventCodes'] {
  return documentationOf.flatMap(({ code }) =>
    code === undefined
      ? []
      : [code, ...(code.translations ?? [])].map(({ code: value, system, display }) => ({
          code: value,
          system,
          display: display ?? value,
        })),
  )
}

function patientInfo(patient: CdaPatient): string[] {
  const { birthName, usedName, firstBirthGivenName, usedGivenName, birthDate, sex } = patient
  const info: string[] = []
  if (birthName !== undefined) info.push(`PID-5|${personName(birthName, firstBirthGivenName, 'L')}`)
  if (usedName !== undefined || usedGivenName !== undefined)
    info.push(`PID-5|${personName(usedName ?? birthName ?? '', usedGivenName ?? firstBirthGivenName, 'S')}`)
  if (birthDate !== undefined) info.push(`PID-7|${birthDate.replaceAll('-', '')}`)
  if (sex !== undefined) info.push(`PID-8|${sex}`)
  return info
}

function referenceIds({ code, orders, documentationOf }: CdaHeader): string[] {
  const studies =
    code.code === IMAGING_REPORT
      ? documentationOf.flatMap(({ ids }) => ids.filter(({ extension }) => extension === undefined))
      : []
  const known = orders.flatMap(({ ids, accessionNumbers }) => [
    ...accessionNumbers.map((id) => referenceId(id, 'urn:ihe:iti:xds:2013:accession')),
    ...ids.map((id) => referenceId(id, 'urn:ihe:iti:xds:2013:order')),
  ])
  return [...new Set([...known, ...studies.map((id) => referenceId(id, 'urn:ihe:iti:xds:2016:studyInstanceUID'))])]
}
