import type { World } from '../world/world'
import type { Proofs } from './proofs'

/** How a requirement is shown: played on the running product, asserted on what the partners saw, with what it leaves as proof. */
export interface Scenario {
  /** id of the requirement */
  id: string
  /** @throws AssertionFailed, or what else went wrong */
  play: (world: World, proofs: Proofs) => Promise<void>
}

/** What was observed is not what the requirement asks. */
export class AssertionFailed extends Error {}

/** Requires a fact; the sentence says what should have been. */
export function ensure(fact: boolean, sentence: string): asserts fact {
  if (!fact) throw new AssertionFailed(sentence)
}

/** A value that must be there. */
export function present<T>(value: T | undefined | null, what: string): T {
  if (value === undefined || value === null) throw new AssertionFailed(`${what} : absent`)
  return value
}

/** Declares a scenario. */
export function scenario(id: string, play: Scenario['play']): Scenario {
  return { id, play }
}
