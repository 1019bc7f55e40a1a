import { type ProfessionalRef, parseProfessionalId } from '@anamnese/domain-professional-ids'
import { CDA_CONFIDENTIALITY, codeOf, findCode, J01_AUTHOR_SPECIALTY, J246_TITLE } from '@anamnese/domain-value-sets'
import type { CdaDocumentHeader, N1Encounter, N1Participant, N1Recipient } from '@anamnese/interop-cda'
import type { SourceDocument, SourceRecipient } from '../source/source-document'

/** A document that is validated: only those have a CDA. */
export type ValidatedSource = SourceDocument & Required<Pick<SourceDocument, 'validation'>>

/** The header of the CDA: the same data as its page (CDA/DD.02, CDA/DD.12). */
export function toHeader(source: ValidatedSource): CdaDocumentHeader {
  const { type, version, patient, stay, author, validation, hospital } = source
  const interval = { start: stay.start, ...(stay.end === undefined ? {} : { end: stay.end }) }
  return {
    id: version.oid,
    setId: version.setId,
    versionNumber: version.number,
    ...(version.replaces ? { replaces: { id: version.replaces.oid, versionNumber: version.replaces.number } } : {}),
    type: type.type,
    title: source.title,
    createdAt: validation.at,
    confidentiality: codeOf(CDA_CONFIDENTIALITY, source.confidentiality ?? type.confidentiality),
    patient: {
      traits: patient.traits,
      ...(patient.ins === undefined ? {} : { ins: patient.ins }),
      localIds: [patient.ipp],
      telecoms: patient.telecoms,
      ...(patient.address ? { address: patient.address } : {}),
    },
    authors: [{ professional: author.professional, time: author.at }],
    legalAuthenticator: { professional: validation.professional, time: validation.at },
    custodian: hospital.structure,
    recipients: source.recipients.map(recipientOf),
    participants: source.generalPractitioner ? [generalPractitioner(source.generalPractitioner)] : [],
    acts: [{ code: stay.kind, ...interval, performer: author.professional, practiceSetting: hospital.practiceSetting }],
    encounter: encounterOf(source, interval),
    timeZone: source.timeZone,
  }
}

function encounterOf(
  { stay, hospital, validation }: ValidatedSource,
  interval: { start: string; end?: string },
): N1Encounter {
  return {
    id: { root: `${hospital.oidRoot}.3`, extension: stay.number },
    type: stay.kind,
    ...interval,
    openEnded: stay.end === undefined,
    ...(stay.discharge ? { dischargeDisposition: stay.discharge } : {}),
    ...(stay.responsible ? { responsible: stay.responsible } : {}),
    // Who signs the letter of a stay that is over answers for the discharge.
    participants: stay.end === undefined ? [] : dischargers(validation.professional),
    facilityType: hospital.facilityType,
    ...(stay.unit === undefined ? {} : { facilityName: stay.unit }),
  }
}

function dischargers(professional: ProfessionalRef): NonNullable<N1Encounter['participants']> {
  return parseProfessionalId(professional.idNat)?.kind === 'RPPS' ? [{ typeCode: 'DIS', professional }] : []
}

function recipientOf(recipient: SourceRecipient): N1Recipient {
  const { idNat, mailbox } = recipient
  return {
    ...(idNat === undefined ? {} : { idNat }),
    name: nameOf(recipient),
    telecoms: mailbox === undefined ? [] : [{ value: `mailto:${mailbox}` }],
  }
}

function generalPractitioner(recipient: SourceRecipient): N1Participant {
  const { specialty } = recipient
  const known = specialty && findCode(J01_AUTHOR_SPECIALTY, specialty.code, specialty.system)
  return {
    ...recipientOf(recipient),
    typeCode: 'INF',
    function: { code: 'PCP', system: '2.16.840.1.113883.5.88', display: 'Médecin traitant' },
    ...(known ? { specialty: known } : {}),
  }
}

/** A title that is not in its value set is left out: the element takes nothing else. */
function nameOf({ family, given, prefix }: SourceRecipient): NonNullable<N1Recipient['name']> {
  const title = prefix === undefined ? undefined : findCode(J246_TITLE, prefix.toUpperCase().replace('.', ''))
  return { family, ...(given === undefined ? {} : { given }), ...(title ? { suffix: title.code } : {}) }
}
