import { type Ins, STATUS_LABELS } from '@anamnese/domain-ins'
import type { IdentityHistoryEntry } from '@anamnese/contracts'
import { changedStrictTraits, formatCivilDate, type IdentityTraits, TRAIT_LABELS } from '@anamnese/domain-traits'
import { insKeyOf, type Patient } from './patient'
import type { Act, Unsettled } from './settle'

type Said = Pick<IdentityHistoryEntry, 'what' | 'kind' | 'from' | 'to'>

/** What changed between two states of a record, in sentences for people and with the values for programs. */
export function historyOf(
  before: Patient | undefined,
  after: Unsettled & { status: Patient['status'] },
  ins: Ins | undefined,
  act: Act,
): IdentityHistoryEntry[] {
  if (!before) return []
  return [...traitsSaid(before.traits, after.traits), ...statusSaid(before, after), ...insSaid(before.ins, ins)].map(
    (said) => ({
      at: act.at,
      author: act.author,
      ...said,
      ...(act.reason === undefined ? {} : { reason: act.reason }),
    }),
  )
}

function traitsSaid(before: IdentityTraits, after: IdentityTraits): Said[] {
  return [...changedStrictTraits(before, after), 'usedName' as const, 'usedGivenName' as const].flatMap((trait) => {
    const [from, to] = [shown(before, trait), shown(after, trait)]
    return from === to ? [] : [{ what: `${TRAIT_LABELS[trait]} : ${from} → ${to}.`, kind: 'traits' as const, from, to }]
  })
}

function statusSaid(before: Patient, after: Pick<Patient, 'status' | 'attributes'>): Said[] {
  const said: Said[] = []
  if (before.status !== after.status) {
    const what = `${STATUS_LABELS[before.status]} → ${STATUS_LABELS[after.status]}.`
    said.push({ what, kind: 'status', from: before.status, to: after.status })
  }
  const [from, to] = [before.attributes.join(','), after.attributes.join(',')]
  if (from !== to) {
    const what = `Attributs : ${after.attributes.join(', ').toLowerCase() || 'aucun'}.`
    said.push({ what, kind: 'attributes', from, to })
  }
  return said
}

function insSaid(before: Ins | undefined, after: Ins | undefined): Said[] {
  if ((before && insKeyOf(before)) === (after && insKeyOf(after))) return []
  const what = after === undefined ? 'INS retirée.' : before === undefined ? 'INS attribuée.' : 'INS remplacée.'
  return [{ what, kind: 'ins' }]
}

function shown(traits: IdentityTraits, trait: keyof IdentityTraits): string {
  const value = traits[trait]
  if (value === undefined || value === '') return '(vide)'
  return trait === 'birthDate' ? formatCivilDate(value) : value
}
