import { rppsOf, type ProfessionalRef } from '@anamnese/domain-professional-ids'
import type { LetterSection, PrintedLetter, PrintedSigner } from '@anamnese/interop-pdfa'
import { CDA_CONFIDENTIALITY, codeOf } from '@anamnese/domain-value-sets'
import { personName, type SourceDocument } from '../source/source-document'
import { printedData } from './printed-data'

/** The page of a document: the same data as its CDA (CDA/DD.02). */
export function toPage(source: SourceDocument): PrintedLetter {
  const { patient, stay, hospital, author, validation, version } = source
  return {
    title: source.title,
    documentId: version.oid,
    versionNumber: version.number,
    hospital: {
      name: hospital.structure.name,
      ...(stay.unit === undefined ? {} : { unit: stay.unit }),
      lines: [...hospital.lines, hospital.idText, ...confidentialityLine(source)],
    },
    patient: {
      traits: patient.traits,
      ...(patient.ins === undefined ? {} : { ins: patient.ins }),
      ...(patient.ippShown && patient.ipp.extension !== undefined ? { ipp: patient.ipp.extension } : {}),
    },
    stay: {
      number: stay.number,
      ...(stay.unit === undefined ? {} : { unit: stay.unit }),
      start: stay.start,
      ...(stay.end === undefined ? {} : { end: stay.end }),
      ...(stay.discharge ? { outcome: stay.discharge.display } : {}),
    },
    recipients: source.recipients.map((recipient) => ({
      name: personName(recipient),
      details: [recipient.specialty?.display, recipient.mailbox].filter((detail) => detail !== undefined),
    })),
    sections: sectionsOf(source),
    author: signerOf(author.professional, author.at),
    ...(validation ? { validation: signerOf(validation.professional, validation.at) } : {}),
    custodian: { name: hospital.structure.name, id: hospital.idText },
    ...(hospital.notice === undefined ? {} : { notice: hospital.notice }),
    timeZone: source.timeZone,
  }
}

/** Who handles the paper is told when the document is not of normal confidentiality, as in the CDA. */
function confidentialityLine({ confidentiality, type }: SourceDocument): string[] {
  const { code, display } = codeOf(CDA_CONFIDENTIALITY, confidentiality ?? type.confidentiality)
  return code === 'N' ? [] : [`Document confidentiel : ${display.toLowerCase()}`]
}

function sectionsOf(source: SourceDocument): LetterSection[] {
  const data = printedData(source)
  return source.type.sections.map(({ key, title }) => ({
    heading: title,
    text: [source.sections[key] ?? '', ...(data[key]?.lines ?? [])].filter((part) => part.trim() !== '').join('\n\n'),
    ...(data[key]?.table ? { table: data[key].table } : {}),
  }))
}

function signerOf(professional: ProfessionalRef, at: string): PrintedSigner {
  const rpps = rppsOf(professional.idNat)
  const details = [professional.specialty.display, rpps === undefined ? undefined : `RPPS ${rpps}`]
  return { name: personName(professional), details: details.filter(Boolean).join(', '), at }
}
