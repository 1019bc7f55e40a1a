import type { X509Certificate } from 'node:crypto'
import { SignatureError, subjectValues } from '@anamnese/interop-xmldsig'
import { verifyVihf, VihfError, type VerifiedVihf } from '@anamnese/interop-vihf'
import { XmlError } from '@anamnese/interop-xml'
import type { ServiceCall } from '@anamnese/tool-sim-kit'
import { refuseCall } from './refusals'

const ORGANIZATIONAL_UNIT = '2.5.4.11'
const CLIENT_AUTHENTICATION = '1.3.6.1.5.5.7.3.2'

export interface AccessRules {
  /** authorities of the seals that sign a VIHF */
  sealAuthorities: readonly X509Certificate[]
  /** identifiers of structures that stand for each other (legal entity and its sites) */
  equivalentStructures: readonly (readonly string[])[]
}

/**
 * Lets a call in: its VIHF is signed by a seal (never by a connection certificate) of the structure that it names, and the
 * TLS client belongs to the same structure.
 *
 * @throws RefusedCall with the DMP's fault
 */
export function checkAccess({ message, client }: ServiceCall, rules: AccessRules): VerifiedVihf {
  const vihf = verified(message.envelopeBytes.toString('utf8'), rules)
  const isConnectionCertificate =
    (vihf.certificate.keyUsage as string[] | undefined)?.includes(CLIENT_AUTHENTICATION) === true ||
    vihf.certificate.fingerprint256 === client.fingerprint256
  if (isConnectionCertificate)
    refuseCall(
      'DMPInvalidCertificate',
      'Le certificat ayant signé le VIHF est invalide : Not a valid signature certificate',
    )
  if (vihf.mode !== 'DIRECTE') {
    for (const certificate of [vihf.certificate, client])
      if (!belongsTo(certificate, vihf.structureId, rules))
        refuseCall('DMPInvalidVIHF', "Erreur d'authentification de la personne morale")
  }
  return vihf
}

function verified(xml: string, { sealAuthorities }: AccessRules): VerifiedVihf {
  try {
    return verifyVihf(xml, { authorities: sealAuthorities })
  } catch (error) {
    if (error instanceof SignatureError)
      refuseCall(
        error.code.startsWith('XMLDSIG.CERTIFICATE') ? 'DMPInvalidCertificate' : 'DMPInvalidVIHF',
        error.message,
      )
    if (error instanceof VihfError || error instanceof XmlError) refuseCall('DMPInvalidVIHF', error.message)
    throw error
  }
}

function belongsTo(certificate: X509Certificate, structureId: string, { equivalentStructures }: AccessRules): boolean {
  const accepted = equivalentStructures.find((group) => group.includes(structureId)) ?? [structureId]
  return subjectValues(certificate, ORGANIZATIONAL_UNIT).some((unit) => accepted.includes(unit))
}
