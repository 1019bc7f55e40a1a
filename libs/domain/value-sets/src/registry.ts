import type { Code } from '@anamnese/domain-professional-ids'
import { J01_AUTHOR_SPECIALTY } from './j01-author-specialty'
import { J02_FACILITY_TYPE } from './j02-facility-type'
import { J04_PRACTICE_SETTING } from './j04-practice-setting'
import { J07_DOCUMENT_TYPE } from './j07-document-type'
import * as letter from './letter-sets'
import * as participation from './participation-sets'
import * as small from './small-sets'
import { findCode, type ValueSet } from './value-set'

/** The value sets that come with the product. */
export const BUILT_IN_VALUE_SETS: readonly ValueSet[] = [
  J01_AUTHOR_SPECIALTY,
  J02_FACILITY_TYPE,
  J04_PRACTICE_SETTING,
  J07_DOCUMENT_TYPE,
  ...Object.values(small),
  ...Object.values(participation),
  ...Object.values(letter),
]

/** `absent` is said only of a complete list; of a partial one, a code that is not there is `unknown`. */
export type Membership = 'member' | 'absent' | 'unknown'

/** Value sets by OID. Lists loaded from the published files take the place of the built-in ones. */
export class ValueSets {
  private readonly byOid: ReadonlyMap<string, ValueSet>

  constructor(loaded: readonly ValueSet[] = []) {
    this.byOid = new Map([...BUILT_IN_VALUE_SETS, ...loaded].map((set) => [set.oid, set]))
  }

  get(oid: string): ValueSet | undefined {
    return this.byOid.get(oid)
  }

  /** The label of a code in any list, for messages and for elements that must carry one. */
  labelOf(code: Code): string | undefined {
    for (const set of this.byOid.values()) {
      const found = findCode(set, code.code, code.system)
      if (found) return found.display
    }
    return undefined
  }

  membership(oid: string, code: Code): Membership {
    const set = this.byOid.get(oid)
    if (!set) return 'unknown'
    if (findCode(set, code.code, code.system)) return 'member'
    return set.complete ? 'absent' : 'unknown'
  }
}
