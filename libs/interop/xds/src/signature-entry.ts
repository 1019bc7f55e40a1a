import { createHash } from 'node:crypto'
import { J08_CONFIDENTIALITY, codeOf } from '@anamnese/domain-value-sets'
import type { DocumentEntry, XdsAuthor } from './submission'
import { utcDigits } from './time'

/** What the entry of a signature takes from its submission. */
export interface SignatureEntryInput {
  author: XdsAuthor
  at: Date
  uniqueId: string
}

/**
 * Metadata of the submission-set signature (DMP, TD2.1): hidden from everybody, with the codes fixed by IHE DSG, and the
 * context of the document that it signs.
 *
 * @param document the first document of the set
 */
export function signatureEntry(
  bytes: Buffer,
  document: DocumentEntry,
  { author, at, uniqueId }: SignatureEntryInput,
): DocumentEntry {
  const time = utcDigits(at)
  return {
    id: 'Signature01',
    mimeType: 'text/xml',
    title: 'Source',
    authors: [author],
    classCode: { code: 'urn:oid:1.3.6.1.4.1.19376.1.2.1.1.1', system: 'URN', display: 'Digital Signature' },
    typeCode: { code: 'E1762', system: 'ASTM', display: 'Full Document' },
    formatCode: { code: 'http://www.w3.org/2000/09/xmldsig#', system: 'URN', display: 'Default Signature Style' },
    confidentialityCodes: ['N', 'MASQUE_PS', 'INVISIBLE_PATIENT'].map((code) => codeOf(J08_CONFIDENTIALITY, code)),
    eventCodes: [{ code: '1.2.840.10065.1.12.1.14', system: '1.2.840.10065.1.12', display: 'Source' }],
    facilityType: document.facilityType,
    practiceSetting: document.practiceSetting,
    creationTime: time,
    serviceStartTime: time,
    hash: createHash('sha1').update(bytes).digest('hex'),
    size: bytes.length,
    languageCode: 'art',
    legalAuthenticator: author.person,
    patientId: document.patientId,
    sourcePatientId: document.sourcePatientId,
    sourcePatientInfo: document.sourcePatientInfo,
    referenceIds: [],
    uniqueId,
  }
}
