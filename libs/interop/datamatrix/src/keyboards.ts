import { GS } from './format'

/** One way to read what a scanner typed, and what it says of the scanner. */
export interface Reading {
  text: string
  /** what is to be set on the reader; undefined when it typed what the code says */
  advice?: string
}

type Typist = (text: string) => string

const CASE_ADVICE = 'Le lecteur écrit en minuscules : vérifier le verrouillage des majuscules du clavier.'
const CAPS_ADVICE = 'Le verrouillage des majuscules du clavier est actif pendant la lecture : le lever.'
const LAYOUT_ADVICE = 'Le lecteur n’a pas la disposition du clavier du poste (AZERTY, QWERTY) : régler le lecteur.'

/** What readers type instead of the separator, when they do not drop it; whatever the case. */
const SEPARATOR_WORDS = /\\u001d|\\x1d|<gs>|\{gs\}|\[gs\]|<f8>|\{f8\}|\[f8\]|␝|&#29;|&#x1d;/gi
/** Control characters that a reader may type in its place. */
const CONTROLS = /[\u001c-\u001f\t\r\n]/g

/** The keys of a French keyboard, as they write without and with the shift key. */
const FRENCH_DIGITS = ['à', '&', 'é', '"', "'", '(', '-', 'è', '_', 'ç']
const US_SHIFTED_DIGITS = [')', '!', '@', '#', '$', '%', '^', '&', '*', '(']
/** Letters that the two layouts exchange. */
const MOVED: readonly [string, string][] = [
  ['A', 'Q'],
  ['Z', 'W'],
]

/** Caps lock on a French keyboard: letters change case, the row of digits changes level, and so does the point. */
const capsLockOnAzerty = typistOf([
  ...FRENCH_DIGITS.flatMap((sign, digit): [string, string][] => [
    [sign, String(digit)],
    [String(digit), sign],
  ]),
  [';', '.'],
  ['.', ';'],
  ...lettersSwappingCase(),
])

/** A reader set for a US keyboard on a post set for a French one. */
const usReaderOnAzerty = typistOf([
  ...FRENCH_DIGITS.map((sign, digit): [string, string] => [sign, String(digit)]),
  [')', '-'],
  [':', '.'],
  ['ù', "'"],
  ['?', 'M'],
  [',', 'm'],
  ['$', ']'],
  ...movedLetters(),
])

/** A reader set for a French keyboard on a post set for a US one. */
const azertyReaderOnUs = typistOf([
  ...US_SHIFTED_DIGITS.map((sign, digit): [string, string] => [sign, String(digit)]),
  ['6', '-'],
  ['4', "'"],
  ['<', '.'],
  [':', 'M'],
  [';', 'm'],
  ...movedLetters(),
])

/**
 * Every way in which what was typed may be the string of a code: as it is, then as keyboards spoil it. Keyboard readers send key strokes:
 * what arrives depends on the layout of the post, on caps lock, and on what stands for a separator.
 */
export function readings(typed: string): Reading[] {
  const text = typed.replace(/[\r\n\t]+$/, '').replace(SEPARATOR_WORDS, GS)
  const plain = text.replace(/\^\]/g, GS).replace(CONTROLS, GS)
  return [
    { text: plain },
    { text: plain.toUpperCase(), advice: CASE_ADVICE },
    { text: capsLockOnAzerty(text), advice: CAPS_ADVICE },
    { text: usReaderOnAzerty(text), advice: LAYOUT_ADVICE },
    { text: azertyReaderOnUs(text), advice: LAYOUT_ADVICE },
  ]
}

function typistOf(pairs: readonly [string, string][]): Typist {
  const map = new Map(pairs)
  return (text) => Array.from(text, (character) => map.get(character) ?? character).join('')
}

function movedLetters(): [string, string][] {
  return MOVED.flatMap(([one, other]): [string, string][] => [
    [one, other],
    [other, one],
    [one.toLowerCase(), other.toLowerCase()],
    [other.toLowerCase(), one.toLowerCase()],
  ])
}

function lettersSwappingCase(): [string, string][] {
  return Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ').flatMap((letter): [string, string][] => [
    [letter, letter.toLowerCase()],
    [letter.toLowerCase(), letter],
  ])
}
