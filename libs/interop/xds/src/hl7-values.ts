import type { Ins } from '@anamnese/domain-ins'
import type { Code } from '@anamnese/domain-professional-ids'
import { INS_ROOTS, OID_PROFESSIONALS, OID_STRUCTURES, type CdaActor, type CdaId } from '@anamnese/interop-cda'

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\E\\',
  '|': '\\F\\',
  '^': '\\S\\',
  '&': '\\T\\',
  '~': '\\R\\',
}

function escape(value: string | undefined): string {
  return (value ?? '').replace(/[\\|^&~]/g, (character) => ESCAPES[character] ?? character)
}

/** CX of a patient known by his INS. */
export function insPatientId({ matricule, oid }: Ins): string {
  return `${matricule}^^^&${oid}&ISO^NH`
}

/** CX of a patient known by a hospital number. */
export function localPatientId({ root, extension }: CdaId): string {
  return `${escape(extension)}^^^&${root}&ISO^PI`
}

/** Reads a CX `id^^^&oid&ISO^type`; undefined when it is not one. */
export function readPatientId(value: string): { id: string; oid: string; type: string } | undefined {
  const match = /^([^^]+)\^\^\^&([\d.]+)&ISO(?:\^([A-Z]+))?/.exec(value)
  return match === null ? undefined : { id: match[1] ?? '', oid: match[2] ?? '', type: match[3] ?? '' }
}

/**
 * XCN of the author of a document: professional, patient or device (DMP, metadata `authorPerson`).
 *
 * Identifiers with a `/` are internal to a structure and take the type EI.
 */
export function authorPerson(actor: CdaActor): string {
  const id = mainId(actor)
  const key = escape(id?.extension ?? id?.root)
  const authority = `&${id?.extension === undefined ? '' : id.root}&ISO`
  if (actor.person !== undefined) {
    const name = `${escape(actor.person.family)}^${escape(actor.person.given)}`
    return `${key}^${name}^^^^^^${authority}^D^^^${personIdType(id)}`
  }
  const device = `${escape(actor.device?.softwareName)}^${escape(actor.device?.manufacturerModelName)}`
  return `${key}^${device}^^^^^^${authority}^U^^^RI`
}

function mainId({ ids }: CdaActor): CdaId | undefined {
  return ids.find(({ root }) => root === OID_PROFESSIONALS) ?? ids[0]
}

function personIdType(id: CdaId | undefined): string {
  if (id !== undefined && INS_ROOTS.includes(id.root)) return 'NH'
  return id?.extension?.includes('/') === true ? 'EI' : 'IDNPS'
}

/** XON of a care structure. */
export function structureInstitution(name: string, idNat: string): string {
  return `${escape(name)}^^^^^&${OID_STRUCTURES}&ISO^IDNST^^^${escape(idNat)}`
}

/** Struct_idNat held by an XON, undefined when it holds none. */
export function institutionId(xon: string): string | undefined {
  return xon.split('^')[9]?.trim() || undefined
}

/** XON of the organisation of a CDA actor, when it has one. */
export function actorInstitution({ organization }: CdaActor): string | undefined {
  if (organization === undefined) return undefined
  const id = organization.ids.find(({ root }) => root === OID_STRUCTURES)
  if (id?.extension !== undefined) return structureInstitution(organization.name ?? '', id.extension)
  return organization.name === undefined ? undefined : escape(organization.name)
}

/** `code^label^system` of an author's profession and know-how. */
export function authorSpecialty({ code, display, system }: Code): string {
  return `${escape(code)}^${escape(display)}^${system}`
}

/** XPN of a `PID-5` value. */
export function personName(family: string, given: string | undefined, type: string): string {
  return `${escape(family)}^${escape(given)}^^^^^${type}`
}

/** One value of the reference id list. */
export function referenceId({ root, extension }: CdaId, type: string): string {
  return extension === undefined ? `${root}^^^^${type}` : `${escape(extension)}^^^&${root}&ISO^${type}`
}
