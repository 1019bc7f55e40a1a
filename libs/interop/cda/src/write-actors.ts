import { findCode, J245_CIVILITY, J246_TITLE } from '@anamnese/domain-value-sets'
import { el, type XmlTree } from '@anamnese/interop-xml'
import type { N1Participant, N1Professional, N1Recipient, N1Structure } from './n1-document'
import { OID_PROFESSIONALS, OID_STRUCTURES } from './oids'
import type { CdaPersonName } from './types'
import { writeCode, writeContacts, writeId, writeOrganizationContacts, writePersonName } from './write-values'

/** `author/assignedAuthor` and `assignedEntity`: the same content under two names. */
export function writeAssigned(name: string, professional: N1Professional, practiceSetting?: XmlTree): XmlTree {
  return el(
    name,
    {},
    writeId({ root: OID_PROFESSIONALS, extension: professional.idNat }),
    writeCode('code', professional.specialty),
    writeContacts(professional),
    el('assignedPerson', {}, writePersonName(nameOf(professional))),
    el(
      'representedOrganization',
      {},
      writeId({ root: OID_STRUCTURES, extension: professional.structure.idNat }),
      el('name', {}, professional.structure.name),
      practiceSetting,
    ),
  )
}

export function writeCustodian(custodian: N1Structure): XmlTree {
  return el(
    'custodian',
    {},
    el(
      'assignedCustodian',
      {},
      el(
        'representedCustodianOrganization',
        {},
        writeId({ root: OID_STRUCTURES, extension: custodian.idNat }),
        el('name', {}, custodian.name),
        // One telecom at most for a custodian.
        writeOrganizationContacts({ ...custodian, telecoms: (custodian.telecoms ?? []).slice(0, 1) }),
      ),
    ),
  )
}

export function writeRecipient(recipient: N1Recipient): XmlTree {
  const { name, structure } = recipient
  return el(
    'informationRecipient',
    {},
    el(
      'intendedRecipient',
      {},
      recipient.idNat !== undefined && writeId({ root: OID_PROFESSIONALS, extension: recipient.idNat }),
      writeContacts(recipient),
      name && el('informationRecipient', {}, writePersonName(name)),
      structure &&
        el(
          'receivedOrganization',
          {},
          structure.idNat !== undefined && writeId({ root: OID_STRUCTURES, extension: structure.idNat }),
          el('name', {}, structure.name),
        ),
    ),
  )
}

/** `participant`: the role is a provider's; the time of the part taken does not apply to a role that lasts. */
export function writeParticipant(participant: N1Participant): XmlTree {
  const { name, structure, specialty } = participant
  return el(
    'participant',
    { typeCode: participant.typeCode },
    participant.function && writeCode('functionCode', participant.function),
    el('time', { nullFlavor: 'NA' }),
    el(
      'associatedEntity',
      { classCode: 'PROV' },
      participant.idNat !== undefined && writeId({ root: OID_PROFESSIONALS, extension: participant.idNat }),
      specialty && writeCode('code', specialty),
      writeContacts(participant),
      name && el('associatedPerson', {}, writePersonName(name)),
      structure &&
        el(
          'scopingOrganization',
          {},
          structure.idNat !== undefined && writeId({ root: OID_STRUCTURES, extension: structure.idNat }),
          el('name', {}, structure.name),
        ),
    ),
  )
}

/**
 * What stands before a name is a civility in CDA (J245) or, after it, a title (J246); a reference keeps only one of them. What is neither
 * is left out: the element takes nothing else.
 */
function nameOf(professional: N1Professional): CdaPersonName {
  const { family, given } = professional
  const title = professional.prefix?.toUpperCase().replace('.', '') ?? ''
  if (findCode(J245_CIVILITY, title)) return { family, given, prefix: title }
  return findCode(J246_TITLE, title) ? { family, given, suffix: title } : { family, given }
}
