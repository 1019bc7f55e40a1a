import type { ProfessionalRef } from '@anamnese/domain-professional-ids'
import { codeOf, findCode, J02_FACILITY_TYPE, J04_PRACTICE_SETTING, J246_TITLE } from '@anamnese/domain-value-sets'
import type { CdaN1Document, N1Patient, N1Recipient } from '@anamnese/interop-cda'
import type { DocumentRecipient } from '@anamnese/contracts'
import type { ClinicalDocument } from '../documents/document'
import type { DocumentsConfig } from '../documents.config'
import { LETTER_TYPE } from '../letters/letter'
import type { Patient } from '../projections/patient'
import { printedIns } from './printed-identity'
import { dischargeModeOf, encounterTypeOf } from './stay-codes'
import { type CompleteContext, ippOf } from './to-printed-letter'

export interface CdaIdentity {
  oid: string
  setId: string
  versionNumber: number
  replaced?: ClinicalDocument
  validator: ProfessionalRef
  validatedAt: string
}

/** The CDA of a letter: the same data as its page, which it holds (CDA/DD.02, CDA/DD.12). */
export function toCda(
  { letter, patient, stay }: CompleteContext,
  identity: CdaIdentity,
  pdf: Buffer,
  config: DocumentsConfig,
): CdaN1Document {
  const { replaced, validator, validatedAt } = identity
  const start = stay.admittedAt ?? letter.createdAt
  const interval = { start, ...(stay.dischargedAt === undefined ? {} : { end: stay.dischargedAt }) }
  const encounter = encounterTypeOf(stay.patientClass)
  const disposition = dischargeModeOf(stay.dischargeMode)
  const unit = stay.unit && (stay.unit.label ?? stay.unit.code)
  return {
    id: identity.oid,
    setId: identity.setId,
    versionNumber: identity.versionNumber,
    ...(replaced ? { replaces: { id: replaced.oid, versionNumber: replaced.versionNumber } } : {}),
    type: LETTER_TYPE,
    title: letter.title,
    createdAt: validatedAt,
    patient: patientOf(patient, config),
    authors: [{ professional: letter.author, time: letter.savedAt }],
    legalAuthenticator: { professional: validator, time: validatedAt },
    custodian: { idNat: config.STRUCTURE_ID_NAT, name: config.STRUCTURE_NAME },
    recipients: letter.recipients.map(recipientOf),
    acts: [
      {
        code: encounter,
        ...interval,
        performer: letter.author,
        practiceSetting: codeOf(J04_PRACTICE_SETTING, config.PRACTICE_SETTING),
      },
    ],
    encounter: {
      id: { root: `${config.OID_ROOT}.3`, extension: stay.number },
      type: encounter,
      ...interval,
      ...(disposition ? { dischargeDisposition: disposition } : {}),
      facilityType: codeOf(J02_FACILITY_TYPE, config.SECTOR),
      ...(unit === undefined ? {} : { facilityName: unit }),
    },
    body: { mediaType: 'application/pdf', bytes: pdf },
    timeZone: config.TIME_ZONE,
  }
}

function patientOf(patient: Patient, config: DocumentsConfig): N1Patient {
  const ins = printedIns(patient)
  const { address } = patient
  return {
    traits: patient.traits,
    ...(ins === undefined ? {} : { ins }),
    localIds: [{ root: `${config.OID_ROOT}.2`, extension: ippOf(patient, config) ?? patient._id }],
    telecoms: patient.telecoms
      .map(({ system, value }) => ({ system, value: value.replace(/\s+/g, '') }))
      .filter(({ value }) => value !== '')
      .map(({ system, value }) => ({ value: `${system}:${value}`, ...(system === 'tel' ? { use: 'H' } : {}) })),
    ...(address ? { address } : {}),
  }
}

function recipientOf({ idNat, family, given, prefix, mailbox }: DocumentRecipient): N1Recipient {
  const known = prefix === undefined ? undefined : findCode(J246_TITLE, prefix.toUpperCase().replace('.', ''))
  const title = known ? { suffix: known.code } : {}
  return {
    ...(idNat === undefined ? {} : { idNat }),
    name: { family, ...(given === undefined ? {} : { given }), ...title },
    telecoms: mailbox === undefined ? [] : [{ value: `mailto:${mailbox}` }],
  }
}
