import type { ProfessionalRef } from '@anamnese/domain-professional-ids'
import { codeOf, J02_FACILITY_TYPE, J04_PRACTICE_SETTING } from '@anamnese/domain-value-sets'
import type { DocumentType, SourceDocument, ValidatedSource } from '@anamnese/interop-clinical-documents'
import type { ClinicalDocument } from '../documents/document'
import type { DocumentsConfig } from '../documents.config'
import { confidentialityOf } from '../letters/letter'
import type { LetterContext } from '../letters/judgement'
import type { Patient } from '../projections/patient'
import { printedIns } from './printed-identity'
import { dischargeModeOf, encounterTypeOf } from './stay-codes'

/** A letter of which everything that it is made with is known. */
export type CompleteContext = LetterContext & {
  patient: Patient
  stay: NonNullable<LetterContext['stay']>
  type: DocumentType
}

/** What identifies the version being made; a preview has no identifier yet. */
export interface VersionIdentity {
  oid: string
  setId: string
  versionNumber: number
  replaced?: ClinicalDocument
}

/** The one source of the forms of a letter: what the record, the letter and the hospital say of it. */
export function toSource(
  { letter, patient, stay, type }: CompleteContext,
  { oid, setId, versionNumber: number, replaced }: VersionIdentity,
  config: DocumentsConfig,
): SourceDocument {
  const discharge = dischargeModeOf(stay.dischargeMode)
  const unit = stay.unit && (stay.unit.label ?? stay.unit.code)
  const { generalPractitioner } = patient
  return {
    type,
    title: letter.title,
    version: {
      oid,
      setId,
      number,
      ...(replaced ? { replaces: { oid: replaced.oid, number: replaced.versionNumber } } : {}),
    },
    patient: patientOf(patient, config),
    stay: {
      number: stay.number,
      kind: encounterTypeOf(stay.patientClass),
      start: stay.admittedAt ?? letter.createdAt,
      ...(stay.dischargedAt === undefined ? {} : { end: stay.dischargedAt }),
      ...(discharge ? { discharge } : {}),
      ...(unit === undefined ? {} : { unit }),
    },
    author: { professional: letter.author, at: letter.savedAt },
    recipients: letter.recipients,
    confidentiality: confidentialityOf(letter, type),
    ...(generalPractitioner === undefined ? {} : { generalPractitioner }),
    hospital: {
      structure: { idNat: config.STRUCTURE_ID_NAT, name: config.STRUCTURE_NAME },
      lines: config.STRUCTURE_LINES,
      idText: `FINESS ${config.STRUCTURE_ID_NAT.slice(1)}`,
      oidRoot: config.OID_ROOT,
      facilityType: codeOf(J02_FACILITY_TYPE, config.SECTOR),
      practiceSetting: codeOf(J04_PRACTICE_SETTING, config.PRACTICE_SETTING),
      notice: config.GDPR_NOTICE,
    },
    sections: letter.sections,
    ...(letter.data ? { data: letter.data } : {}),
    timeZone: config.TIME_ZONE,
  }
}

export function validated(source: SourceDocument, professional: ProfessionalRef, at: string): ValidatedSource {
  return { ...source, validation: { professional, at } }
}

function patientOf(patient: Patient, config: DocumentsConfig): SourceDocument['patient'] {
  const ins = printedIns(patient)
  const ipp = ippOf(patient, config)
  const { address } = patient
  return {
    traits: patient.traits,
    ...(ins === undefined ? {} : { ins }),
    ipp: { root: `${config.OID_ROOT}.2`, extension: ipp ?? patient._id },
    ippShown: ipp !== undefined,
    telecoms: patient.telecoms
      .map(({ system, value }) => ({ system, value: value.replace(/\s+/g, '') }))
      .filter(({ value }) => value !== '')
      .map(({ system, value }) => ({ value: `${system}:${value}`, ...(system === 'tel' ? { use: 'H' } : {}) })),
    ...(address ? { address } : {}),
  }
}

/** The number of the patient in this hospital. */
export function ippOf(patient: Patient, config: DocumentsConfig): string | undefined {
  const [namespace, id] = config.IPP_AUTHORITY.split('&')
  const own = patient.ipps.find((ipp) => ipp.authority.id === id && ipp.authority.namespace === namespace)
  return (own ?? patient.ipps.find((ipp) => ipp.authority.id === id))?.value
}
