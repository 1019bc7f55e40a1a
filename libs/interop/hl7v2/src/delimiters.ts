import { Hl7Error } from './errors'

/** The characters that a message declares in MSH-1 and MSH-2. */
export interface Delimiters {
  field: string
  component: string
  repetition: string
  escape: string
  subcomponent: string
}

export const STANDARD_DELIMITERS: Delimiters = {
  field: '|',
  component: '^',
  repetition: '~',
  escape: '\\',
  subcomponent: '&',
}

/**
 * Reads the delimiters at the start of an MSH segment. MSH-2 has four characters (five from HL7 2.7: the fifth, truncation, is
 * accepted and ignored). Throws `HL7.NO_MSH` or `HL7.BAD_DELIMITERS`.
 */
export function readDelimiters(text: string): Delimiters {
  if (!text.startsWith('MSH')) throw new Hl7Error('HL7.NO_MSH', 'Le message ne commence pas par un segment MSH.')
  const field = text.charAt(3)
  const end = text.indexOf(field, 4)
  const declared = text.slice(4, end < 0 ? 4 + 5 : end)
  const [component = '', repetition = '', escape = '', subcomponent = ''] = declared
  const all = [field, component, repetition, escape, subcomponent]
  const usable = all.every((character) => /^[\x21-\x7e]$/.test(character) && !/[A-Za-z0-9]/.test(character))
  if (!usable || new Set(all).size !== all.length || declared.length > 5) {
    throw new Hl7Error('HL7.BAD_DELIMITERS', 'MSH-1 et MSH-2 ne déclarent pas cinq délimiteurs distincts.', 'MSH-2')
  }
  return { field, component, repetition, escape, subcomponent }
}
