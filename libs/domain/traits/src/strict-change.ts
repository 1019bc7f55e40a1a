import { changedStrictTraits, type StrictTrait } from './compare'
import type { IdentityTraits } from './identity-traits'
import { startsGivenNames } from './names'

/**
 * The changes of strict traits that undo what was established (RNIV: they demote unless a proof comes with them). The first given name
 * may be corrected whatever the status while it still starts the list of given names, which itself did not change (guide INS EXI ID 10).
 */
export function demotingChanges(before: IdentityTraits, after: IdentityTraits): StrictTrait[] {
  const changed = changedStrictTraits(before, after)
  const list = after.birthGivenNames
  const harmless =
    list !== undefined && !changed.includes('birthGivenNames') && startsGivenNames(after.firstBirthGivenName, list)
  return harmless ? changed.filter((trait) => trait !== 'firstBirthGivenName') : changed
}
