import { randomUUID } from 'node:crypto'
import type { Code } from '@anamnese/domain-professional-ids'
import { el, serialiseXml, type XmlTree } from '@anamnese/interop-xml'
import { distinguishedName, signEnveloped, type SigningKey } from '@anamnese/interop-xmldsig'
import { ATTRIBUTE, HL7V3, SAML, X509_SUBJECT_NAME, XS, XSI } from './names'
import { checkedRoles, ROLE_SYSTEM_NAMES } from './roles'
import { DEFAULT_DIALECT, type PurposeOfUse, type Vihf, type VihfDialect } from './vihf'
import { VihfError } from './vihf-error'

const PURPOSES: Readonly<Record<PurposeOfUse, string>> = {
  normal: 'Accès normal',
  bris_de_glace: 'Bris de glace',
  centre_15: 'Accès centre 15',
}

/**
 * Makes and signs a VIHF (SAML 2.0 assertion of the DMP). The result goes as it is into `wsse:Security`.
 *
 * @param signing the structure's seal (ORG SIGN), never the certificate of the TLS connection
 * @throws VihfError when what it must say is incomplete
 */
export function buildVihf(
  vihf: Vihf,
  signing: SigningKey,
  options: { at?: Date; dialect?: Partial<VihfDialect> } = {},
): string {
  const dialect = { ...DEFAULT_DIALECT, ...options.dialect }
  const at = options.at ?? new Date()
  const id = `_${randomUUID()}`
  const assertion = el(
    'saml2:Assertion',
    { 'xmlns:saml2': SAML, 'xmlns:xsi': XSI, ID: id, IssueInstant: at.toISOString(), Version: '2.0' },
    el('saml2:Issuer', { Format: X509_SUBJECT_NAME }, distinguishedName(signing.certificate)),
    el('saml2:Subject', {}, el('saml2:NameID', {}, required(vihf.subjectId, 'NameID'))),
    conditions(at, dialect.lifetimeMs),
    authentication(vihf),
    el('saml2:AttributeStatement', {}, attributes(vihf, dialect)),
  )
  const xml = serialiseXml(assertion, { declaration: false })
  return signEnveloped(xml, { signing, id, after: 'Issuer', hash: dialect.hash })
}

function conditions(at: Date, lifetimeMs: number | undefined): XmlTree | undefined {
  if (lifetimeMs === undefined) return undefined
  return el('saml2:Conditions', {
    NotBefore: at.toISOString(),
    NotOnOrAfter: new Date(at.getTime() + lifetimeMs).toISOString(),
  })
}

function authentication({ authentication: { at, contextClass, contextDeclaration } }: Vihf): XmlTree {
  return el(
    'saml2:AuthnStatement',
    { AuthnInstant: at.toISOString() },
    el(
      'saml2:AuthnContext',
      {},
      el('saml2:AuthnContextClassRef', {}, contextClass),
      contextDeclaration !== undefined && el('saml2:AuthnContextDecl', {}, contextDeclaration),
    ),
  )
}

function attributes(vihf: Vihf, { version, modeAttribute }: VihfDialect): XmlTree[] {
  if (vihf.purpose === 'bris_de_glace' && !vihf.accessReason)
    throw new VihfError('VIHF.ACCESS_REASON_REQUIRED', 'Le motif du bris de glace est absent.', ATTRIBUTE.accessReason)
  const { software, patient } = vihf
  const optional = (name: string, value: string | undefined): XmlTree[] =>
    value === undefined || value === '' ? [] : [text(name, value)]
  return [
    text(ATTRIBUTE.version, version),
    text(modeAttribute, vihf.mode),
    text(ATTRIBUTE.structure, vihf.structureId),
    text(ATTRIBUTE.sector, `${required(vihf.sector.code, ATTRIBUTE.sector)}^${vihf.sector.system}`),
    text(ATTRIBUTE.subjectId, vihf.subjectName),
    attribute(ATTRIBUTE.role, ...checkedRoles(vihf.roles).map(role)),
    ...(patient === undefined ? [] : [text(ATTRIBUTE.patient, `${patient.matricule}^^^&${patient.oid}&ISO^NH`)]),
    text(ATTRIBUTE.resource, 'urn:dmp'),
    attribute(ATTRIBUTE.purpose, purpose(vihf.purpose)),
    ...optional(ATTRIBUTE.accessReason, vihf.accessReason),
    ...optional(ATTRIBUTE.confidentiality, vihf.confidentiality),
    ...optional(ATTRIBUTE.softwareId, software.id),
    text(ATTRIBUTE.softwareName, software.name),
    text(ATTRIBUTE.softwareVersion, software.version),
    text(ATTRIBUTE.softwareApproval, software.approval),
  ]
}

function text(name: string, value: string): XmlTree {
  return attribute(name, el('saml2:AttributeValue', { 'xmlns:xs': XS, 'xsi:type': 'xs:string' }, required(value, name)))
}

function attribute(name: string, ...values: XmlTree[]): XmlTree {
  return el('saml2:Attribute', { Name: name }, ...values)
}

function role({ code, system, display }: Code): XmlTree {
  return coded('Role', { code, codeSystem: system, codeSystemName: ROLE_SYSTEM_NAMES[system], displayName: display })
}

function purpose(code: PurposeOfUse): XmlTree {
  return coded('PurposeOfUse', {
    code,
    codeSystem: '1.2.250.1.213.1.1.4.248',
    codeSystemName: 'mode acces VIHF 2.0',
    displayName: PURPOSES[code],
  })
}

function coded(name: string, attributes: Record<string, string | undefined>): XmlTree {
  return el('saml2:AttributeValue', {}, el(name, { xmlns: HL7V3, 'xsi:type': 'CE', ...attributes }))
}

function required(value: string, name: string): string {
  if (value.trim() === '') throw new VihfError('VIHF.MISSING_ATTRIBUTE', `Le VIHF doit renseigner ${name}.`, name)
  return value
}
