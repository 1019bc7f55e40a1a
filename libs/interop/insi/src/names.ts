/** Namespaces and actions of the INSi teleservice (WSDL DESIR_ICIR_EXP 1.5.0). */
export const REC_SANS = 'http://www.cnamts.fr/INSiRecSans'
export const REC_VIT = 'http://www.cnamts.fr/INSiRecVit'
export const RESULTAT = 'http://www.cnamts.fr/INSiResultat'
export const CTX_BAM = 'urn:siram:bam:ctxbam'
export const CTX_LPS = 'urn:siram:lps:ctxlps'
export const SIRAM = 'urn:siram'

export const SEARCH_BY_TRAITS_ACTION = 'urn:ServiceIdentiteCertifiee:1.0.0:rechercherInsAvecTraitsIdentite'
export const SEARCH_BY_CARD_ACTION = 'urn:ServiceIdentiteCertifiee:1.0.0:rechercherInsAvecCarteVitale'
