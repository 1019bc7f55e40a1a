/** Namespaces and algorithm identifiers of XML signature and XAdES. */
export const DS = 'http://www.w3.org/2000/09/xmldsig#'
export const EXCLUSIVE_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#'
export const INCLUSIVE_C14N = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'
export const INCLUSIVE_C14N_WITH_COMMENTS = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments'
export const ENVELOPED_SIGNATURE = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature'

/** Hash functions that may be asked for; SHA-1 exists only because national flows still carry it. */
export type HashName = 'sha1' | 'sha256'

export const DIGEST_METHOD: Readonly<Record<HashName, string>> = {
  sha1: 'http://www.w3.org/2000/09/xmldsig#sha1',
  sha256: 'http://www.w3.org/2001/04/xmlenc#sha256',
}

export const RSA_SIGNATURE_METHOD: Readonly<Record<HashName, string>> = {
  sha1: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
  sha256: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
}

/** The hash function behind a `DigestMethod` or `SignatureMethod` address, if it is one that this library knows. */
export function hashOf(algorithm: string | undefined): HashName | undefined {
  return (['sha1', 'sha256'] as const).find(
    (name) => DIGEST_METHOD[name] === algorithm || RSA_SIGNATURE_METHOD[name] === algorithm,
  )
}
