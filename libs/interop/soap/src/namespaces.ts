/** Namespaces of the envelopes exchanged with national services. */
export const SOAP12 = 'http://www.w3.org/2003/05/soap-envelope'
export const WSA = 'http://www.w3.org/2005/08/addressing'
export const WSSE = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd'
export const XOP = 'http://www.w3.org/2004/08/xop/include'
export const WSA_ANONYMOUS = `${WSA}/anonymous`
