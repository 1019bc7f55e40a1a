import { CdaError } from './cda-error'

/** Decodes base64 as documents carry it: spaces and line ends anywhere, `=` padding that may be missing. Throws {@link CdaError}. */
export function decodeBase64(text: string): Buffer {
  const compact = text.replace(/\s+/g, '')
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(compact) || compact.replace(/=+$/, '').length % 4 === 1) {
    throw new CdaError('CDA.BODY_UNREADABLE', "Le contenu encapsulé dans le document CDA n'est pas du base64.")
  }
  return Buffer.from(compact, 'base64')
}
