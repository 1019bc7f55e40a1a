import { LETTER_SECTIONS } from '@anamnese/contracts'
import { type ProfessionalRef, rppsOf } from '@anamnese/domain-professional-ids'
import type { PrintedLetter, PrintedSigner } from '@anamnese/interop-pdfa'
import type { DocumentsConfig } from '../documents.config'
import { recipientName } from '../letters/recipients'
import type { LetterContext } from '../letters/judgement'
import type { Patient } from '../projections/patient'
import { dischargeModeOf } from './stay-codes'
import { printedIns } from './printed-identity'

/** What identifies the version being made; a preview has none of it yet. */
export interface VersionIdentity {
  oid: string
  versionNumber: number
  validation?: { validator: ProfessionalRef; at: string }
}

export type CompleteContext = LetterContext & { patient: Patient; stay: NonNullable<LetterContext['stay']> }

/** The page of a letter: the same data as its CDA (CDA/DD.02). */
export function toPrintedLetter(
  { letter, patient, stay }: CompleteContext,
  version: VersionIdentity,
  config: DocumentsConfig,
): PrintedLetter {
  const ins = printedIns(patient)
  const ipp = ippOf(patient, config)
  const { validation } = version
  const unit = stay.unit && (stay.unit.label ?? stay.unit.code)
  return {
    title: letter.title,
    documentId: version.oid,
    versionNumber: version.versionNumber,
    hospital: {
      name: config.STRUCTURE_NAME,
      ...(unit === undefined ? {} : { unit }),
      lines: [...config.STRUCTURE_LINES, `FINESS ${config.STRUCTURE_ID_NAT.slice(1)}`],
    },
    patient: {
      traits: patient.traits,
      ...(ins === undefined ? {} : { ins }),
      ...(ipp === undefined ? {} : { ipp }),
    },
    stay: {
      number: stay.number,
      ...(unit === undefined ? {} : { unit }),
      ...(stay.admittedAt === undefined ? {} : { start: stay.admittedAt }),
      ...(stay.dischargedAt === undefined ? {} : { end: stay.dischargedAt }),
      ...outcomeOf(stay.dischargeMode),
    },
    recipients: letter.recipients.map((recipient) => ({
      name: recipientName(recipient),
      details: [recipient.specialty?.display, recipient.mailbox].filter((detail) => detail !== undefined),
    })),
    sections: LETTER_SECTIONS.map(({ key, title }) => ({ heading: title, text: letter.sections[key] })),
    author: signerOf(letter.author, letter.savedAt),
    ...(validation ? { validation: signerOf(validation.validator, validation.at) } : {}),
    custodian: { name: config.STRUCTURE_NAME, id: `FINESS ${config.STRUCTURE_ID_NAT.slice(1)}` },
    notice: config.GDPR_NOTICE,
    timeZone: config.TIME_ZONE,
  }
}

/** The number of the patient in this hospital. */
export function ippOf(patient: Patient, config: DocumentsConfig): string | undefined {
  const [namespace, id] = config.IPP_AUTHORITY.split('&')
  const own = patient.ipps.find((ipp) => ipp.authority.id === id && ipp.authority.namespace === namespace)
  return (own ?? patient.ipps.find((ipp) => ipp.authority.id === id))?.value
}

function outcomeOf(mode: string | undefined): { outcome?: string } {
  const known = dischargeModeOf(mode)
  return known ? { outcome: known.display } : {}
}

function signerOf(professional: ProfessionalRef, at: string): PrintedSigner {
  const rpps = rppsOf(professional.idNat)
  const details = [professional.specialty.display, rpps === undefined ? undefined : `RPPS ${rpps}`]
  return { name: recipientName(professional), details: details.filter(Boolean).join(', '), at }
}
