import { SoapError, type SoapFault } from '@anamnese/interop-soap'
import { attributeOf, childOf, textOf, XmlError } from '@anamnese/interop-xml'
import { InsiError, type SiramError } from './insi-error'
import { SIRAM } from './names'

/** Sentences for the errors whose meaning is published; any other is told in the words of the teleservice. */
const KNOWN: Readonly<Record<string, string>> = {
  desir_550: 'L’autorisation du logiciel n’est pas reconnue par INSi.',
  desir_560: 'Le certificat de l’établissement ne donne pas accès à INSi.',
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
    return new InsiError('INSI.SERVICE_ERROR', known ?? `INSi a répondu par une erreur : ${siram.label}`, siram, {
      cause: error,
    })
  }
  if (error instanceof SoapError && error.code === 'SOAP.TIMEOUT')
    return new InsiError('INSI.UNAVAILABLE', 'INSi n’a pas répondu à temps.', undefined, { cause: error })
  if (error instanceof SoapError && error.code !== 'SOAP.MALFORMED')
    return new InsiError('INSI.UNAVAILABLE', 'INSi est indisponible.', undefined, { cause: error })
  if (error instanceof SoapError || error instanceof XmlError)
    return new InsiError('INSI.UNREADABLE', 'La réponse d’INSi n’a pas la forme attendue.', undefined, { cause: error })
  return error
}

function isFault(error: unknown): error is SoapFault {
  return error instanceof Error && error.name === 'SoapFault'
}
