import type { Code } from '@anamnese/domain-professional-ids'
import { SYSTEMS } from '../patient/fr-core'
import type { CodeableConcept, DocumentReference, DocumentReferenceContent, Identifier } from '../types'
import { binaryId, type DocumentContentRecord, type DocumentRecord } from './record'

/** Restrictions of the DMP, beside the confidentiality codes of HL7. */
const RESTRICTIONS = 'urn:oid:1.2.250.1.213.1.1.4.13'
const CONFIDENTIALITY = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality'
const STRUCTURES = 'urn:oid:1.2.250.1.71.4.2.2'
const URI = 'urn:ietf:rfc:3986'
const SYSTEM_URIS: Readonly<Record<string, string>> = {
  '2.16.840.1.113883.6.1': 'http://loinc.org',
  '2.16.840.1.113883.6.96': 'http://snomed.info/sct',
}

/**
 * A version of a document, as MHD describes it (ITI-67): one content for each of its forms.
 * @param base address of the FHIR server, where its Binaries are
 */
export function documentReference(record: DocumentRecord, base: string): DocumentReference {
  const { author, validator, category, stay } = record
  const structure = author.structure ?? validator?.structure
  return {
    resourceType: 'DocumentReference',
    id: record.id,
    meta: { versionId: String(record.version) },
    masterIdentifier: identifierOfOid(record.oid, 'official'),
    identifier: [
      identifierOfOid(record.oid, 'official'),
      { ...identifierOfOid(record.setId, 'secondary'), type: { text: 'setId' } },
    ],
    status: record.state,
    docStatus: record.state === 'entered-in-error' ? 'entered-in-error' : 'final',
    type: conceptOf(record.type),
    ...(category === undefined ? {} : { category: [conceptOf(category)] }),
    subject: {
      reference: `Patient/${record.patientId}`,
      ...(record.patientName === undefined ? {} : { display: record.patientName }),
    },
    date: record.date,
    author: [professional(author)],
    ...(validator === undefined ? {} : { authenticator: professional(validator) }),
    ...(structure === undefined ? {} : { custodian: organization(structure) }),
    ...(record.replaces === undefined
      ? {}
      : { relatesTo: [{ code: 'replaces', target: { reference: `DocumentReference/${record.replaces}` } }] }),
    description: record.title,
    securityLabel: [
      { coding: [{ system: CONFIDENTIALITY, code: record.confidentiality ?? 'N' }] },
      ...record.restrictions.map((code) => ({ coding: [{ system: RESTRICTIONS, code }] })),
    ],
    content: contentsOf(record, base),
    ...(stay === undefined ? {} : { context: contextOf(stay) }),
  }
}

/** The URI of a code system whose OID is known. */
export function systemOfOid(oid: string): string {
  return (
    SYSTEM_URIS[oid] ??
    (/^[0-2](\.\d+)+$/.test(oid) ? `urn:oid:${oid}` : `urn:anamnese:system:${encodeURIComponent(oid)}`)
  )
}

/** The OID of a code system by its URI; undefined when it is none of {@link systemOfOid}. */
export function oidOfSystem(system: string): string | undefined {
  const known = Object.entries(SYSTEM_URIS).find(([, uri]) => uri === system)
  return known?.[0] ?? /^urn:oid:(.+)$/.exec(system)?.[1]
}

/** An identifier of a CDA: an OID is an URI by itself, an extension is a value under its root. */
function identifierOfOid(id: string, use: 'official' | 'secondary'): Identifier {
  const [root = '', extension] = id.split('^')
  return extension === undefined || extension === ''
    ? { use, system: URI, value: `urn:oid:${root}` }
    : { use, system: `urn:oid:${root}`, value: extension }
}

function conceptOf({ code, system, display }: Code): CodeableConcept {
  return { coding: [{ system: systemOfOid(system), code, ...(display === undefined ? {} : { display }) }] }
}

/** Practitioners are not resources of this server: they are named, by the national identifier when it is known. */
function professional({ idNat, family, given, prefix }: DocumentRecord['author']): {
  type: 'Practitioner'
  identifier?: Identifier
  display: string
} {
  return {
    type: 'Practitioner',
    ...(idNat === undefined ? {} : { identifier: { system: SYSTEMS.professionals, value: idNat } }),
    display: [prefix, given, family].filter((part) => part !== undefined && part !== '').join(' '),
  }
}

function organization({ idNat, name }: { idNat?: string; name: string }): NonNullable<DocumentReference['custodian']> {
  return {
    type: 'Organization',
    ...(idNat === undefined ? {} : { identifier: { system: STRUCTURES, value: idNat } }),
    display: name,
  }
}

/** A document whose bytes are gone still says that it was: its one content has no address. */
function contentsOf(record: DocumentRecord, base: string): DocumentReferenceContent[] {
  if (record.deleted || record.contents.length === 0) return [{ attachment: { title: record.title } }]
  return record.contents.map((content) => contentOf(record, content, base))
}

function contentOf(
  { id, title, date }: DocumentRecord,
  { form, mediaType, size, sha1 }: DocumentContentRecord,
  base: string,
): DocumentReferenceContent {
  return {
    attachment: {
      contentType: mediaType,
      language: 'fr-FR',
      url: `${base}/Binary/${binaryId(id, form)}`,
      size,
      ...(sha1 === undefined ? {} : { hash: sha1 }),
      title,
      creation: date,
    },
  }
}

function contextOf({
  number,
  from,
  to,
}: NonNullable<DocumentRecord['stay']>): NonNullable<DocumentReference['context']> {
  return {
    encounter: [{ type: 'Encounter', identifier: { value: number }, display: `Séjour ${number}` }],
    ...(from === undefined && to === undefined
      ? {}
      : { period: { ...(from === undefined ? {} : { start: from }), ...(to === undefined ? {} : { end: to }) } }),
  }
}
