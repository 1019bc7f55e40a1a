import type { X509Certificate } from 'node:crypto'
import { attributeOf, childOf, type XmlElement } from '@anamnese/interop-xml'
import { distinguishedName, verifyEnveloped, type HashName } from '@anamnese/interop-xmldsig'
import { SAML, X509_SUBJECT_NAME } from './names'
import { readVihf } from './read'
import type { Vihf } from './vihf'
import { VihfError } from './vihf-error'

export interface VerifyVihfOptions {
  /** authorities that the seal must lead to */
  authorities: readonly X509Certificate[]
  at?: Date
  /** tolerance between clocks, and age beyond which an assertion is not believed */
  clockSkewMs?: number
  maxAgeMs?: number
  hashes?: readonly HashName[]
}

export interface VerifiedVihf extends Vihf {
  version: string
  assertionId: string
  issuedAt: Date
  issuer: string
  certificate: X509Certificate
}

const MINUTE = 60_000

/**
 * Verifies the one VIHF that a message holds: signature and trust, issuer equal to the subject of the seal, time, and
 * completeness. What is returned was read from the signed octets only.
 *
 * @param xml the message, or the assertion alone
 * @throws SignatureError, VihfError, XmlError
 */
export function verifyVihf(xml: string, options: VerifyVihfOptions): VerifiedVihf {
  const at = options.at ?? new Date()
  const { element, certificate } = verifyEnveloped(xml, {
    namespace: SAML,
    localName: 'Assertion',
    authorities: options.authorities,
    at,
    ...(options.hashes === undefined ? {} : { hashes: options.hashes }),
  })
  const issuer = checkIssuer(element, certificate)
  const skew = options.clockSkewMs ?? 5 * MINUTE
  const issuedAt = checkTime(element, at, skew, options.maxAgeMs ?? 60 * MINUTE)
  return { ...readVihf(element), assertionId: attributeOf(element, 'ID') ?? '', issuedAt, issuer, certificate }
}

function checkIssuer(assertion: XmlElement, certificate: X509Certificate): string {
  const issuer = childOf(assertion, 'Issuer', SAML)
  const name = issuer?.textContent ?? ''
  if (attributeOf(issuer, 'Format') !== X509_SUBJECT_NAME || name !== distinguishedName(certificate))
    throw new VihfError(
      'VIHF.ISSUER_MISMATCH',
      'L’émetteur du VIHF n’est pas le titulaire du certificat qui l’a signé.',
      'Issuer',
    )
  return name
}

function checkTime(assertion: XmlElement, at: Date, skewMs: number, maxAgeMs: number): Date {
  const conditions = childOf(assertion, 'Conditions', SAML)
  const issued = instant(attributeOf(assertion, 'IssueInstant'), 'IssueInstant')
  const notBefore = attributeOf(conditions, 'NotBefore')
  const notAfter = attributeOf(conditions, 'NotOnOrAfter')
  const from = notBefore === undefined ? issued : instant(notBefore, 'NotBefore')
  const to = notAfter === undefined ? new Date(issued.getTime() + maxAgeMs) : instant(notAfter, 'NotOnOrAfter')
  if (at.getTime() + skewMs < from.getTime())
    throw new VihfError('VIHF.NOT_YET_VALID', 'Le VIHF n’est pas encore valide.', 'IssueInstant')
  if (at.getTime() - skewMs >= to.getTime()) throw new VihfError('VIHF.EXPIRED', 'Le VIHF a expiré.', 'IssueInstant')
  return issued
}

function instant(value: string | undefined, name: string): Date {
  const date = new Date(value ?? Number.NaN)
  if (Number.isNaN(date.getTime()))
    throw new VihfError('VIHF.INVALID_ATTRIBUTE', `La date ${name} du VIHF est illisible.`, name)
  return date
}
