import { SoapError, type SoapErrorCode, type SoapFault } from '@anamnese/interop-soap'
import { attributeOf, childOf, textOf, XmlError } from '@anamnese/interop-xml'
import type { InsiFailure } from './failures'
import { InsiError, type SiramError } from './insi-error'
import { SIRAM } from './names'

/** The errors whose meaning is published; any other is told in the words of the teleservice, and tried again later. */
const KNOWN: Readonly<Record<string, { failure: InsiFailure; message: string }>> = {
  desir_550: { failure: 'authorisation', message: 'L’autorisation du logiciel n’est pas reconnue par INSi.' },
  desir_560: { failure: 'access', message: 'Le certificat de l’établissement ne donne pas accès à INSi.' },
}

const TRANSPORT: Readonly<Record<Exclude<SoapErrorCode, 'SOAP.MALFORMED'>, { failure: InsiFailure; message: string }>> =
  {
    'SOAP.UNREACHABLE': { failure: 'unreachable', message: 'INSi est injoignable.' },
    'SOAP.TLS': { failure: 'tls', message: 'La connexion sécurisée avec INSi est refusée : certificat à vérifier.' },
    'SOAP.TIMEOUT': { failure: 'timeout', message: 'INSi n’a pas répondu à temps.' },
    'SOAP.INTERRUPTED': { failure: 'interrupted', message: 'La connexion avec INSi a été coupée.' },
    'SOAP.TOO_LARGE': { failure: 'http', message: 'La réponse d’INSi est trop volumineuse.' },
    'SOAP.HTTP_STATUS': { failure: 'http', message: 'INSi est indisponible (erreur HTTP).' },
  }

/** Reads the `siram:Erreur` of a fault. */
export function readSiramError(fault: SoapFault): SiramError {
  const error = childOf(fault.detail, 'Erreur', SIRAM)
  const optional = (name: string, value: string | undefined): object => (value === undefined ? {} : { [name]: value })
  return {
    label: textOf(error) ?? fault.reason,
    ...optional('subcode', fault.subcodes[0]),
    ...optional('code', attributeOf(error, 'code')),
    ...optional('severity', attributeOf(error, 'severite')),
    ...optional('messageId', attributeOf(error, 'messageID')),
  }
}

/** Turns a failed exchange into an {@link InsiError}; any other error is returned as it is. */
export function insiError(error: unknown): unknown {
  if (isFault(error)) {
    const siram = readSiramError(error)
    const known = KNOWN[siram.code?.toLowerCase() ?? '']
    const message = known?.message ?? `INSi a répondu par une erreur : ${siram.label}`
    return new InsiError('INSI.SERVICE_ERROR', message, siram, { cause: error, failure: known?.failure ?? 'service' })
  }
  if (error instanceof SoapError && error.code !== 'SOAP.MALFORMED') {
    const { failure, message } = TRANSPORT[error.code]
    return new InsiError('INSI.UNAVAILABLE', message, undefined, { cause: error, failure })
  }
  if (error instanceof SoapError || error instanceof XmlError)
    return new InsiError('INSI.UNREADABLE', 'La réponse d’INSi n’a pas la forme attendue.', undefined, { cause: error })
  return error
}

function isFault(error: unknown): error is SoapFault {
  return error instanceof Error && error.name === 'SoapFault'
}
