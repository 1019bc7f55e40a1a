import { MssError } from './errors'

const CONTROL = /[\u0000-\u001F\u007F\u0085\u2028\u2029]/
const ADDRESS =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$/

/** Longest value of one header before encoding; a subject never needs more. */
const MAX_LENGTH = 500

/** Refuses what could start another header (CR, LF, other controls) instead of removing it: such a value is an attack or a defect. */
export function headerValue(name: string, value: string): string {
  if (CONTROL.test(value)) {
    throw new MssError(
      'MSS.BAD_HEADER',
      `L’en-tête ${name} contient un caractère de contrôle : le message n’est pas envoyé.`,
    )
  }
  if (value.length > MAX_LENGTH) {
    throw new MssError(
      'MSS.BAD_HEADER',
      `L’en-tête ${name} dépasse ${MAX_LENGTH} caractères : le message n’est pas envoyé.`,
    )
  }
  return value
}

/** An MSSanté address, lower case. Refuses anything that is not one plain address. */
export function mailAddress(value: string): string {
  const trimmed = value.trim()
  if (trimmed.length > 254 || !ADDRESS.test(trimmed)) {
    throw new MssError(
      'MSS.BAD_ADDRESS',
      `« ${trimmed.slice(0, 80).replace(CONTROL, '?')} » n’est pas une adresse MSSanté.`,
    )
  }
  return trimmed.toLowerCase()
}

/** A Message-ID between angle brackets. */
export function messageId(value: string): string {
  const id = headerValue('Message-ID', value).replace(/^<|>$/g, '')
  if (!/^[^\s<>@]+@[^\s<>@]+$/.test(id)) {
    throw new MssError('MSS.BAD_HEADER', 'L’identifiant du message est mal formé : le message n’est pas envoyé.')
  }
  return `<${id}>`
}
