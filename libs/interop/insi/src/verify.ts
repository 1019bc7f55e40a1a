import type { Ins } from '@anamnese/domain-ins'
import { changedStrictTraits, type IdentityTraits, type StrictTrait } from '@anamnese/domain-traits'
import { searchIdentity, type InsiAttempt, type InsiSearcher } from './strategy'
import type { InsiResult } from './result'

/** Does the national base confirm an INS and its traits? */
export type InsiVerification = { attempts: InsiAttempt[] } & (
  | { outcome: 'confirmed' }
  | {
      outcome: 'different'
      /** the matricule returned is another one */
      otherIns: boolean
      /** traits that differ as written */
      traits: StrictTrait[]
      result: Extract<InsiResult, { outcome: 'found' }>
    }
  | { outcome: 'none' | 'multiple'; result: InsiResult }
)

/**
 * Verifies an INS received from outside: searches by the traits that came with it and compares what is returned.
 *
 * The unit verification of the teleservice (WS_INS3) has no published schema ({@link UnitVerificationShape}); a search by traits
 * and a comparison give the same assurance with the published service.
 *
 * @throws InsiError
 */
export async function verifyIns(insi: InsiSearcher, ins: Ins, traits: IdentityTraits): Promise<InsiVerification> {
  const { result, attempts } = await searchIdentity(insi, traits)
  if (result.outcome !== 'found') return { attempts, outcome: result.outcome, result }
  const { identity } = result
  const compared = { ...traits, ...identity.traits }
  // The list of given names is optional on both sides: it is compared only when both have it.
  const own =
    traits.birthGivenNames === undefined || identity.traits.birthGivenNames === undefined ? withoutList(traits) : traits
  const differences = changedStrictTraits(own, own === traits ? compared : withoutList(compared))
  const otherIns = identity.ins.matricule !== ins.matricule || identity.ins.oid !== ins.oid
  if (!otherIns && differences.length === 0) return { attempts, outcome: 'confirmed' }
  return { attempts, outcome: 'different', otherIns, traits: differences, result }
}

function withoutList(traits: IdentityTraits): IdentityTraits {
  const { birthGivenNames: _list, ...rest } = traits
  return rest
}
