/** Jaro-Winkler similarity of two words, from 0 (nothing in common) to 1 (equal); the same beginning counts more. */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1)
  const taken = new Array<boolean>(b.length).fill(false)
  const common = Array.from(a).filter((letter, index) => {
    const from = Math.max(0, index - reach)
    for (let at = from; at <= Math.min(b.length - 1, index + reach); at++) {
      if (taken[at] === true || b[at] !== letter) continue
      taken[at] = true
      return true
    }
    return false
  })
  if (common.length === 0) return 0
  const others = Array.from(b).filter((_, index) => taken[index])
  const moved = common.filter((letter, index) => letter !== others[index]).length / 2
  const jaro = (common.length / a.length + common.length / b.length + (common.length - moved) / common.length) / 3
  let prefix = 0
  while (prefix < 4 && a[prefix] !== undefined && a[prefix] === b[prefix]) prefix++
  return jaro + prefix * 0.1 * (1 - jaro)
}

/** Is one word the other with one letter added, removed or replaced, or two neighbours exchanged? */
export function isOneSlipAway(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)]
  if (left.length <= 1 && right.length <= 1) return true
  return left.length === 2 && left === Array.from(right).reverse().join('')
}
