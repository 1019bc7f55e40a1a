import type { DocumentAuthor, DocumentRecipient } from '@anamnese/contracts'
import type { ProfessionalRef } from '@anamnese/domain-professional-ids'
import { type CdaActor, type CdaHeader, OID_PROFESSIONALS, OID_STRUCTURES } from '@anamnese/interop-cda'

/** The author of a document as it names him: a professional, a device, or an organisation alone. */
export function authorOf(header: CdaHeader): DocumentAuthor {
  const author = header.authors[0]
  if (author === undefined) return { family: header.custodian?.name ?? 'Auteur non précisé' }
  const structure = structureOf(author)
  const common = { ...idOf(author), ...(structure === undefined ? {} : { structure }) }
  const specialty = author.code === undefined ? {} : { specialty: author.code }
  if (author.person) return { ...common, ...specialty, ...nameOf(author.person) }
  const device = author.device?.softwareName ?? author.device?.manufacturerModelName
  return { ...common, family: device ?? structure?.name ?? 'Auteur non précisé' }
}

/** Who answers for it, when the document says everything that a professional is known by. */
export function validatorOf({ legalAuthenticator: actor }: CdaHeader): ProfessionalRef | undefined {
  const structure = actor && structureOf(actor)
  const { idNat } = actor ? idOf(actor) : {}
  if (!actor?.person || !actor.code || idNat === undefined || structure?.idNat === undefined) return undefined
  const { family, given = '', prefix } = nameOf(actor.person)
  return {
    idNat,
    family,
    given,
    ...(prefix === undefined ? {} : { prefix }),
    specialty: actor.code,
    structure: { idNat: structure.idNat, name: structure.name },
  }
}

export function recipientsOf(header: CdaHeader): DocumentRecipient[] {
  return header.informationRecipients.flatMap((actor): DocumentRecipient[] => {
    const mailbox = actor.telecoms.find(({ value }) => value.startsWith('mailto:'))?.value.slice('mailto:'.length)
    const name = actor.person ? nameOf(actor.person) : { family: actor.organization?.name ?? '' }
    if (name.family === '') return []
    return [{ ...idOf(actor), ...name, ...(mailbox === undefined ? {} : { mailbox }) }]
  })
}

function nameOf(person: NonNullable<CdaActor['person']>): { family: string; given?: string; prefix?: string } {
  const prefix = person.suffix ?? person.prefix
  return {
    family: person.family,
    ...(person.given === undefined ? {} : { given: person.given }),
    ...(prefix === undefined ? {} : { prefix }),
  }
}

function idOf(actor: CdaActor): { idNat?: string } {
  const id = actor.ids.find(({ root, extension }) => root === OID_PROFESSIONALS && extension !== undefined)
  return id?.extension === undefined ? {} : { idNat: id.extension }
}

function structureOf({ organization }: CdaActor): DocumentAuthor['structure'] {
  if (organization?.name === undefined) return undefined
  const idNat = organization.ids.find(({ root }) => root === OID_STRUCTURES)?.extension
  return { name: organization.name, ...(idNat === undefined ? {} : { idNat }) }
}
