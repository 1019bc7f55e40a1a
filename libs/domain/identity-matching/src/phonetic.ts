import { searchKey } from '@anamnese/domain-traits'

/** Applied in this order: what a group of letters sounds like in French, and in the names that French hospitals write. */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/^(?:EU|HEU)/, 'E'],
  [/PH/g, 'F'],
  [/(?:SC|C)(?=[EIY])/g, 'S'],
  [/(?:SCH|SH|CH)(?=[AEIOUY]|$)/g, '5'],
  [/CH|CK|CQ|QU|Q|C|K/g, 'K'],
  [/G(?=[EIY])/g, 'J'],
  [/GU(?=[EIY])/g, 'G'],
  [/H/g, ''],
  [/W/g, 'V'],
  [/E?AU(?:X|LT|T|D)?$|E?AUL(?=T)|E?AU/g, 'O'],
  [/OEU|EU/g, 'E'],
  [/OU/g, '4'],
  [/(?:AI|EI|AY|EY)N?M?(?=[^AEIOUY4]|$)/g, (found: string) => (/[NM]$/.test(found) ? '1' : 'E')],
  [/(?:AI|EI|AY|EY)/g, 'E'],
  [/[IY][NM](?=[^AEIOUY4NM]|$)/g, '1'],
  [/(?:AN|AM|EN|EM)(?=[^AEIOUY4NM]|$)/g, '2'],
  [/(?:ON|OM)(?=[^AEIOUY4NM]|$)/g, '3'],
  [/(?<=[AEIOUY4])S(?=[AEIOUY4])/g, 'Z'],
  [/Y/g, 'I'],
  [/(.)\1+/g, '$1'],
  [/(?:E[RZ]|ES|[EXTDSPZ]+)$/, ''],
].map(([pattern, sound]) => [pattern as RegExp, sound as string] as const)

const MAX_CODE = 16

/**
 * How a name sounds in French: LEFEBVRE, LEFÈVRE and LEFEVRE, GAUTHIER and GAUTIER, PHILIPPE and FILIPE have one code each. Silent final
 * letters do not count. A code is never shown: it only brings names together.
 */
export function frenchPhonetic(name: string): string {
  const letters = searchKey(name).replace(/\d/g, '').replace(/BV/g, 'V')
  const sounds = RULES.reduce((text, [pattern, sound]) => text.replace(pattern, sound), letters)
  // A name that is all silent letters still has to be told from another one.
  return (sounds === '' ? letters : sounds).slice(0, MAX_CODE)
}
