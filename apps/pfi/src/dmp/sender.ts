import type { Code } from '@anamnese/domain-professional-ids'
import { OID_PROFESSIONALS, readCdaHeader, type CdaActor } from '@anamnese/interop-cda'
import { professionalIdNat, structureIdNat, type CdaMessage, type HlParticipant } from '@anamnese/interop-cda-hl7'
import { AUTOMATE_ROLE, rolesOfSpecialty } from '@anamnese/interop-vihf'
import { authorPerson, authorSpecialty, structureInstitution, type XdsAuthor } from '@anamnese/interop-xds'

/** Who asks for the sending (PRT SB), as the VIHF and the submission set name him. */
export interface Sender {
  subjectId: string
  subjectName: string
  roles: Code[]
  structureId: string
  author: XdsAuthor
}

/** The structure of this installation, when the message does not name one. */
export interface OwnStructure {
  idNat: string
  name: string
  software: string
}

/**
 * Reads the sender of a message. The message does not carry his profession: it is that of the same person in the document,
 * else the sender is an automatic treatment (volet CDA en HL7v2 2.1, mapping VIHF).
 */
export function senderOf(message: CdaMessage, own: OwnStructure): Sender {
  const participant = message.participants.find(({ participation }) => participation === 'SB')
  const structureId = structureIdNat(participant?.organization) ?? own.idNat
  const institution = structureInstitution(participant?.organization?.name ?? own.name, structureId)
  const subjectId = professionalIdNat(participant?.person)
  const family = participant?.person?.family
  if (subjectId === undefined || family === undefined) return automate(participant, structureId, institution, own)
  const specialty = specialtyOf(message, subjectId)
  const given = participant?.person?.given
  const person: CdaActor = {
    ids: [{ root: OID_PROFESSIONALS, extension: subjectId }],
    person: { family, ...(given === undefined ? {} : { given }) },
    telecoms: [],
  }
  return {
    subjectId,
    subjectName: given === undefined ? family : `${family} ${given}`,
    roles: specialty === undefined ? [AUTOMATE_ROLE] : rolesOfSpecialty(specialty),
    structureId,
    author: {
      person: authorPerson(person),
      institutions: [institution],
      ...(specialty === undefined ? {} : { specialty: authorSpecialty(specialty) }),
    },
  }
}

function automate(
  participant: HlParticipant | undefined,
  structureId: string,
  institution: string,
  own: OwnStructure,
): Sender {
  const device = participant?.device ?? own.software
  const actor: CdaActor = {
    ids: [],
    device: { softwareName: device, manufacturerModelName: own.software },
    telecoms: [],
  }
  return {
    subjectId: `${structureId}/${device}`,
    subjectName: `${device} ${own.software}`,
    roles: [AUTOMATE_ROLE],
    structureId,
    author: { person: authorPerson(actor), institutions: [institution] },
  }
}

function specialtyOf({ documents }: CdaMessage, idNat: string): Code | undefined {
  for (const { bytes } of documents) {
    const header = readCdaHeader(bytes)
    // Who signs is identified by their account; an author may only be known by name, from a movement, without know-how.
    const actors: CdaActor[] = [...(header.legalAuthenticator ? [header.legalAuthenticator] : []), ...header.authors]
    const same = actors.filter(({ ids }) =>
      ids.some(({ root, extension }) => root === OID_PROFESSIONALS && extension === idNat),
    )
    const codes = same.flatMap(({ code }) => (code === undefined ? [] : [code]))
    const [known] = codes
    if (known !== undefined) return codes.find(({ code }) => code.includes('/')) ?? known
  }
  return undefined
}
