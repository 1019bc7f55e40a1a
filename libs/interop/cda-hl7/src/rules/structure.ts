import { Findings, type Rule } from './context'

/** One letter per segment, so that the grammar of the profile is a pattern. */
const LETTERS: Readonly<Record<string, string>> = {
  MSH: 'm',
  SFT: 's',
  UAC: 'u',
  EVN: 'e',
  PID: 'p',
  PV1: 'v',
  ORC: 'c',
  TQ1: 't',
  TQ2: 'q',
  OBR: 'b',
  NTE: 'n',
  TXA: 'x',
  OBX: 'o',
  PRT: 'r',
}
const MDM = /^ms*u?epvc(?:tq*)*bn*x(?:or*n*)+$/
const ORU = /^ms*pv?(?:cbn*t*(?:or*n*)+)+$/
/** Names in the order of the profile, to tell which one is missing. */
const REQUIRED = { MDM: ['EVN', 'PID', 'PV1', 'ORC', 'OBR', 'TXA', 'OBX'], ORU: ['PID', 'ORC', 'OBR', 'OBX'] }

/** Order and cardinality of segments. Segments of the sites (Z…) are let through. */
export const structureRule: Rule = ({ message, volet, kind }) => {
  const found = new Findings(volet, 'profil du message')
  const missing = REQUIRED[kind].filter((name) => !message.first(name))
  for (const name of missing) found.error(name, '100', `Le segment ${name} est absent.`)
  const own = message.segments.filter((segment) => !segment.name.startsWith('Z'))
  for (const segment of own) {
    if (LETTERS[segment.name] === undefined) {
      found.error(segment.name, '100', `Le segment ${segment.name} n'appartient pas à ce message.`)
    }
  }
  const sequence = own.map((segment) => LETTERS[segment.name] ?? '').join('')
  if (found.list.length === 0 && !(kind === 'MDM' ? MDM : ORU).test(sequence)) {
    const first = own.find(
      (_, index) =>
        !prefixPossible(
          own.slice(0, index + 1).map((s) => s.name),
          kind,
        ),
    )
    const name = first?.name ?? 'MSH'
    found.error(name, '100', `Les segments ne sont pas dans l'ordre du profil (à partir de ${name}).`)
  }
  return found.list
}

/** Rank of each segment in the profile: a sequence is possible as long as it does not go back before ORC. */
const RANKS: Readonly<Record<string, number>> = {
  MSH: 0,
  SFT: 1,
  UAC: 2,
  EVN: 3,
  PID: 4,
  PV1: 5,
  ORC: 6,
  TQ1: 7,
  TQ2: 7,
  OBR: 8,
  TXA: 9,
  OBX: 10,
}

function prefixPossible(names: readonly string[], kind: 'MDM' | 'ORU'): boolean {
  const ranks = names.flatMap((name) => RANKS[name] ?? [])
  const last = ranks.at(-1)
  const before = ranks.at(-2)
  if (last === undefined || before === undefined || names.at(-1) === 'NTE' || names.at(-1) === 'PRT') return true
  if (kind === 'ORU' && (last === 6 || last === 7)) return true
  return last > before || (last === before && (last === 10 || last === 7 || last === 1))
}
