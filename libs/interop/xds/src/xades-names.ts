/** Names of the submission-set signature (IHE DSG as the DMP asks it, XAdES 1.1.1). */
export const XADES = 'http://uri.etsi.org/01903/v1.1.1#'
export const SIGNED_PROPERTIES_TYPE = `${XADES}SignedProperties`
export const MANIFEST_ID = 'IHEManifest'
export const SIGNED_PROPERTIES_ID = 'S0-SignedProperties'
export const PURPOSE_ID = 'purposeOfSignature'
/** ASTM E1762: the signature of the source */
export const PURPOSE_OF_SIGNATURE = '1.2.840.10065.1.12.1.14'
/** The submission set is named in the manifest but has no bytes to digest: the DMP's own samples write this value. */
export const SUBMISSION_SET_DIGEST = 'AA=='
