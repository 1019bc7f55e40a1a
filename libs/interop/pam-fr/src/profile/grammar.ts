/** One place of a message structure. */
export interface GrammarItem {
  name: string
  required: boolean
  repeats: boolean
  /** first and last item of the repeating group that it belongs to */
  group?: readonly [first: number, last: number]
}

/**
 * Reads a structure written as in the profile's tables: `PID PD1? ROL* (PR1 ROL*)* (PID PD1? MRG)+`. Groups do not nest.
 * What a repeating group holds is not required by itself: its rules are those of the group's first segment.
 */
export function parseGrammar(text: string): GrammarItem[] {
  const items: GrammarItem[] = []
  for (const [, group, groupMark, single] of text.matchAll(/\(([^)]*)\)([*+])|(\S+)/g)) {
    if (single !== undefined) items.push(item(single))
    else if (group !== undefined) {
      const parts = group.trim().split(/\s+/).map(item)
      const range = [items.length, items.length + parts.length - 1] as const
      items.push(...parts.map((part) => ({ ...part, required: part.required && groupMark === '+', group: range })))
    }
  }
  return items
}

function item(token: string): GrammarItem {
  const mark = /[?*+]$/.exec(token)?.[0] ?? ''
  return {
    name: mark === '' ? token : token.slice(0, -1),
    required: mark === '' || mark === '+',
    repeats: mark === '*' || mark === '+',
  }
}

/** Positions of the segments that the structure does not expect where they are. */
export function misplaced(names: readonly string[], grammar: readonly GrammarItem[]): number[] {
  const wrong: number[] = []
  let at = -1
  names.forEach((name, position) => {
    const next = nextItem(name, at, grammar)
    if (next === undefined) wrong.push(position)
    else at = next
  })
  return wrong
}

function nextItem(name: string, at: number, grammar: readonly GrammarItem[]): number | undefined {
  const current = grammar[at]
  if (current?.name === name && current.repeats) return at
  const group = current?.group
  // The rest of the group, then the group again, then what follows it.
  if (group) {
    const inside = grammar.findIndex((one, index) => index > at && index <= group[1] && one.name === name)
    if (inside >= 0) return inside
    if (grammar[group[0]]?.name === name) return group[0]
  }
  const after = grammar.findIndex((one, index) => index > at && one.name === name)
  return after < 0 ? undefined : after
}
