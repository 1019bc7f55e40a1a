import type { Ins } from '@anamnese/domain-ins'
import type { Code } from '@anamnese/domain-professional-ids'
import { attributeOf, childOf, childrenOf, descend, textOf, type XmlElement } from '@anamnese/interop-xml'
import { ATTRIBUTE, HL7V3, SAML } from './names'
import { checkedRoles } from './roles'
import type { AuthenticationMode, PurposeOfUse, Vihf } from './vihf'
import { VihfError } from './vihf-error'

const MODES: readonly AuthenticationMode[] = ['DIRECTE', 'INDIRECTE', 'INDIRECTE_RENFORCEE']
const PURPOSES: readonly PurposeOfUse[] = ['normal', 'bris_de_glace', 'centre_15']

/**
 * Reads what an assertion says. It verifies nothing: see `verifyVihf`.
 *
 * @throws VihfError when something that a VIHF must say is absent or unknown
 */
export function readVihf(assertion: XmlElement): Vihf & { version: string } {
  const values = attributeValues(assertion)
  const one = (name: string): string => required(textOf(values.get(name)?.[0]), name)
  const maybe = (name: string): string | undefined => textOf(values.get(name)?.[0])
  const purpose = codes(values.get(ATTRIBUTE.purpose), 'PurposeOfUse')[0]?.code ?? 'normal'
  const accessReason = maybe(ATTRIBUTE.accessReason)
  if (purpose === 'bris_de_glace' && accessReason === undefined)
    throw new VihfError('VIHF.ACCESS_REASON_REQUIRED', 'Le motif du bris de glace est absent.', ATTRIBUTE.accessReason)
  if (one(ATTRIBUTE.resource) !== 'urn:dmp') throw invalid(ATTRIBUTE.resource)
  const confidentiality = maybe(ATTRIBUTE.confidentiality)
  const patient = maybe(ATTRIBUTE.patient)
  return {
    version: one(ATTRIBUTE.version),
    mode: oneOf(maybe(ATTRIBUTE.mode) ?? one(ATTRIBUTE.modeOld), MODES, ATTRIBUTE.mode),
    subjectId: required(textOf(descend(assertion, 'Subject', 'NameID')), 'NameID'),
    subjectName: one(ATTRIBUTE.subjectId),
    roles: checkedRoles(codes(values.get(ATTRIBUTE.role), 'Role')),
    structureId: one(ATTRIBUTE.structure),
    sector: sector(one(ATTRIBUTE.sector)),
    ...(patient === undefined ? {} : { patient: readPatient(patient) }),
    purpose: oneOf(purpose, PURPOSES, ATTRIBUTE.purpose),
    ...(accessReason === undefined ? {} : { accessReason }),
    ...(confidentiality === undefined ? {} : { confidentiality }),
    authentication: readAuthentication(assertion),
    software: {
      ...(maybe(ATTRIBUTE.softwareId) === undefined ? {} : { id: one(ATTRIBUTE.softwareId) }),
      name: one(ATTRIBUTE.softwareName),
      version: one(ATTRIBUTE.softwareVersion),
      approval: one(ATTRIBUTE.softwareApproval),
    },
  }
}

function attributeValues(assertion: XmlElement): Map<string, XmlElement[]> {
  const statement = childOf(assertion, 'AttributeStatement', SAML)
  const found = new Map<string, XmlElement[]>()
  for (const attribute of statement === undefined ? [] : childrenOf(statement, 'Attribute', SAML)) {
    const name = attributeOf(attribute, 'Name') ?? ''
    if (found.has(name)) throw invalid(name)
    found.set(name, childrenOf(attribute, 'AttributeValue', SAML))
  }
  return found
}

function readAuthentication(assertion: XmlElement): Vihf['authentication'] {
  const statement = childOf(assertion, 'AuthnStatement', SAML)
  const at = new Date(required(attributeOf(statement, 'AuthnInstant'), 'AuthnInstant'))
  if (Number.isNaN(at.getTime())) throw invalid('AuthnInstant')
  const context = childOf(statement, 'AuthnContext', SAML)
  const declaration = textOf(childOf(context, 'AuthnContextDecl', SAML))
  return {
    at,
    contextClass: required(textOf(childOf(context, 'AuthnContextClassRef', SAML)), 'AuthnContextClassRef'),
    ...(declaration === undefined ? {} : { contextDeclaration: declaration }),
  }
}

function codes(values: readonly XmlElement[] | undefined, name: string): Code[] {
  return (values ?? []).map((value) => {
    const coded = childOf(value, name, HL7V3)
    const display = attributeOf(coded, 'displayName')
    return {
      code: required(attributeOf(coded, 'code'), name),
      system: required(attributeOf(coded, 'codeSystem'), name),
      ...(display === undefined ? {} : { display }),
    }
  })
}

function sector(value: string): Code {
  const match = /^([^^]+)\^([\d.]+)$/.exec(value)
  if (match === null) throw invalid(ATTRIBUTE.sector)
  return { code: match[1] ?? '', system: match[2] ?? '' }
}

function readPatient(value: string): Ins {
  const match = /^([0-9AB]{15})\^\^\^&([\d.]+)&ISO\^NH$/.exec(value)
  if (match === null) throw invalid(ATTRIBUTE.patient)
  return { matricule: match[1] ?? '', oid: match[2] ?? '' }
}

function oneOf<T extends string>(value: string, allowed: readonly T[], name: string): T {
  const found = allowed.find((candidate) => candidate === value)
  if (found === undefined) throw invalid(name)
  return found
}

function required(value: string | undefined, name: string): string {
  if (value === undefined) throw new VihfError('VIHF.MISSING_ATTRIBUTE', `Le VIHF ne renseigne pas ${name}.`, name)
  return value
}

function invalid(name: string): VihfError {
  return new VihfError('VIHF.INVALID_ATTRIBUTE', `La valeur de ${name} n’est pas acceptable dans le VIHF.`, name)
}
