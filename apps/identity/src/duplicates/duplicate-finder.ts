import { Inject, Injectable } from '@nestjs/common'
import { blockingKeys } from '@anamnese/domain-identity-matching'
import { Mongo } from '@anamnese/platform-mongo'
import { CONFIG } from '@anamnese/platform-service'
import { IdentityConfig } from '../identity.config'
import type { Patient } from '../patients/patient'
import { PatientRepository } from '../patients/patient.repository'
import { comparedPair, type PairChange } from './comparison'
import type { DuplicatePair } from './duplicate-pair'
import { DuplicatePairRepository } from './duplicate-pair.repository'
import type { MatchCard } from './match-card'
import { MatchCardRepository } from './match-card.repository'
import { comparedOf, factsOf, isComparable } from './patient-facts'

/** Compares one record with those filed near it, and keeps what a person has to look at. */
@Injectable()
export class DuplicateFinder {
  constructor(
    @Inject(CONFIG) private readonly config: IdentityConfig,
    private readonly mongo: Mongo,
    private readonly patients: PatientRepository,
    private readonly cards: MatchCardRepository,
    private readonly pairs: DuplicatePairRepository,
  ) {}

  /**
   * Compares a record that waits. The same again changes nothing.
   * @throws ConcurrentChangeError or a duplicate key when a pair was written meanwhile: to be done again
   */
  async compare(card: MatchCard): Promise<void> {
    const { ESTABLISHMENT: establishment } = this.config
    const patient = await this.patients.findById(establishment, card._id)
    const compared = comparedOf(patient)
    // A new address of no consequence, a movement: nothing that is compared changed. The whole base is compared whatever is known.
    if (card.compared === compared && card.pending?.priority === 0) {
      await this.cards.done(card, compared)
      return
    }
    const live = patient !== null && isComparable(patient)
    const keys = live ? blockingKeys(factsOf(patient)) : []
    await this.cards.file(card, keys)
    const near = await this.cards.sharing(establishment, card._id, keys)
    const known = await this.pairs.ofPatient(establishment, card._id)
    const others = await this.othersOf(known, near)
    const now = new Date().toISOString()
    const changes = live
      ? this.changesOf(patient, others, known, now)
      : known.map((pair) => endOf(pair, patient ?? undefined, others, now))
    await this.mongo.transaction(async (session) => {
      for (const change of changes) {
        if (!change) continue
        if ('remove' in change) await this.pairs.remove(change.remove, session)
        else if (change.write.version === 0) await this.pairs.insert(change.write, session)
        else await this.pairs.save(change.write, session)
      }
      await this.cards.done(card, compared, session)
    })
  }

  private async othersOf(known: readonly DuplicatePair[], near: readonly string[]): Promise<Map<string, Patient>> {
    const ids = new Set([...near, ...known.flatMap((pair) => pair.patients)])
    const found = await this.patients.find(this.config.ESTABLISHMENT, { _id: { $in: [...ids] } })
    return new Map(found.map((one) => [one._id, one]))
  }

  private changesOf(
    patient: Patient,
    others: Map<string, Patient>,
    known: readonly DuplicatePair[],
    now: string,
  ): PairChange[] {
    const pairOf = new Map(known.map((pair) => [pair.patients.find((id) => id !== patient._id), pair]))
    return [...others.values()]
      .filter((other) => other._id !== patient._id)
      .map((other) => {
        const pair = pairOf.get(other._id)
        if (isComparable(other)) return comparedPair(patient, other, pair, now)
        return pair && endOf(pair, other, others, now)
      })
  }
}

/** One of the two is no longer compared: merged into the other one, or elsewhere, or fictive. What was decided stays. */
function endOf(
  pair: DuplicatePair,
  gone: Patient | undefined,
  others: ReadonlyMap<string, Patient>,
  now: string,
): PairChange {
  const [one, other] = pair.patients
  const merged = [others.get(one), others.get(other), gone].some(
    (patient) => patient?.mergedInto !== undefined && pair.patients.includes(patient.mergedInto),
  )
  if (merged) return pair.state === 'merged' ? undefined : { write: { ...pair, state: 'merged', changedAt: now } }
  return pair.state === 'different' || pair.state === 'merged' ? undefined : { remove: pair }
}
