import type { Code } from '@anamnese/domain-professional-ids'

/** A value set of the CI-SIS (jeu de valeurs). Source: ANS, nomenclatures des objets de santé. */
export interface ValueSet {
  /** short name: J01, J02… */
  name: string
  oid: string
  /** false when only a part of the published list is here: a code that is absent may still be right */
  complete: boolean
  codes: readonly Required<Code>[]
}

/** Makes a value set of lines `code label`, each under the `#OID` of its code system. */
export function valueSetOf(name: string, oid: string, complete: boolean, lines: string): ValueSet {
  let system = ''
  const codes: Required<Code>[] = []
  for (const line of lines.trim().split('\n')) {
    if (line.startsWith('#')) system = line.slice(1)
    else {
      const space = line.indexOf(' ')
      codes.push({ code: line.slice(0, space), system, display: line.slice(space + 1) })
    }
  }
  return { name, oid, complete, codes }
}

/** The entry of a code; of any code system when none is given. */
export function findCode(set: ValueSet, code: string, system?: string): Required<Code> | undefined {
  return set.codes.find((entry) => entry.code === code && (system === undefined || entry.system === system))
}

/** Its codes alone, whatever their system. */
export function codesIn(set: ValueSet): string[] {
  return set.codes.map((entry) => entry.code)
}

/** The entry of a code that our own data name: its absence is a fault of ours, so it throws. */
export function codeOf(set: ValueSet, code: string): Required<Code> {
  const entry = findCode(set, code)
  if (!entry) throw new RangeError(`${set.name} has no code ${code}`)
  return entry
}
