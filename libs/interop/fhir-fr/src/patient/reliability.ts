import type { IdentityStatus } from '@anamnese/domain-ins'
import type { Coding, Extension } from '../types'
import { EXTENSIONS, type FrCoreEdition, SYSTEMS } from './fr-core'
import type { PatientRecord } from './record'

/** 2.1.0 has the codes of HL7 table 0445: a validated identity without INS is VALI too, as on the wire of PAM-FR. */
const STATUS_2_1: Readonly<Record<IdentityStatus, string>> = {
  PROVISOIRE: 'PROV',
  RECUPEREE: 'PROV',
  VALIDEE: 'VALI',
  QUALIFIEE: 'VALI',
}
const STATUS_DRAFT: Readonly<Record<IdentityStatus, string>> = {
  PROVISOIRE: 'PROV',
  RECUPEREE: 'RECUP',
  VALIDEE: 'VALI',
  QUALIFIEE: 'QUAL',
}
const ATTRIBUTES = { HOMONYME: 'HOMA', DOUTEUSE: 'DOUT', FICTIVE: 'FICT' } as const
/** Codes of ZFD-7 that the drafts kept, or renamed. */
const MODES_DRAFT: Readonly<Record<string, string>> = { CN: 'CN', PA: 'PA', CS: 'CS', AN: 'AN', CC: 'CC', AC: 'AV' }
const MODES_2_1 = new Set(['AN', 'CC', 'CE', 'CM', 'CN', 'CS', 'LE', 'PA', 'PC', 'TC', 'DC', 'AC', 'IE'])

/** How far the identity can be trusted, how it was collected and proved. */
export function reliabilityExtension(record: PatientRecord, edition: FrCoreEdition): Extension {
  const { collection } = record
  const draft = edition === 'draft'
  const mode = modeOf(collection?.proof, edition)
  return {
    url: EXTENSIONS.identityReliability,
    extension: [
      ...(collection?.method === undefined || (collection.method === 'AV' && !draft)
        ? []
        : [coded('methodCollection', SYSTEMS.collectionMethod, collection.method)]),
      ...dated(draft ? 'dateInterrogationINSi' : 'dateCollection', collection?.insiDate),
      coded('identityStatus', draft ? SYSTEMS.identityStatus : SYSTEMS.reliability, statusOf(record, edition)),
      ...(draft ? record.attributes.map((attribute) => comment(ATTRIBUTES[attribute])) : []),
      ...dated('validationDate', collection?.proofDate),
      ...(mode === undefined ? [] : [coded('validationMode', SYSTEMS.validationMode, mode)]),
    ],
  }
}

/** In 2.1.0 a doubtful or fictive identity has no other status than that (its attribute has no place of its own). */
function statusOf({ status, attributes }: PatientRecord, edition: FrCoreEdition): string {
  if (edition === 'draft') return STATUS_DRAFT[status]
  if (attributes.includes('FICTIVE')) return ATTRIBUTES.FICTIVE
  return attributes.includes('DOUTEUSE') ? ATTRIBUTES.DOUTEUSE : STATUS_2_1[status]
}

function modeOf(proof: string | undefined, edition: FrCoreEdition): string | undefined {
  if (proof === undefined) return undefined
  if (edition === 'draft') return MODES_DRAFT[proof]
  return MODES_2_1.has(proof) ? proof : undefined
}

const coded = (url: string, system: string, code: string): Extension => ({
  url,
  valueCoding: { system, code } satisfies Coding,
})
const comment = (code: string): Extension => ({
  url: 'comment',
  valueCodeableConcept: { coding: [{ system: SYSTEMS.identityComment, code }] },
})
const dated = (url: string, date: string | undefined): Extension[] =>
  date === undefined ? [] : [{ url, valueDate: date }]
