import type { Author, Choices, Chosen, MergedChoices } from './choices'

/** From the least protective to the most: who opposed or refused once did, under whichever record. */
const FEEDING: readonly Choices['feeding'][] = ['not-collected', 'not-opposed', 'opposed']
const CONSULTATION: readonly Choices['consultation'][] = ['not-collected', 'accepted', 'refused']
const MAX_HISTORY = 200

/**
 * The choices of the record that stays after another one was merged into it: the more protective of each wins, and what each was before
 * is kept, so that the merge can be undone. Applied again, it only adds what is new in the merged record: what the patient said of the
 * other one since holds.
 */
export function withMerged(survivor: Choices, absorbed: Choices, author: Author): Choices {
  const known = survivor.merges?.find((one) => one.absorbedId === absorbed._id)
  if (known && same(known.absorbed, chosen(absorbed))) return survivor
  const feeding = stronger(FEEDING, survivor.feeding, absorbed.feeding)
  const consultation = stronger(CONSULTATION, survivor.consultation, absorbed.consultation)
  const after: Chosen = {
    ...chosen(survivor),
    ...(survivor.dmpStatus === undefined && absorbed.dmpStatus ? { dmpStatus: absorbed.dmpStatus } : {}),
    ...(feeding === survivor.feeding ? {} : { feeding, ...at('feedingAt', absorbed.feedingAt) }),
    ...(consultation === survivor.consultation
      ? {}
      : { consultation, ...at('consultationAt', absorbed.consultationAt) }),
  }
  if (same(after, chosen(survivor))) return survivor
  const before = known?.before ?? chosen(survivor)
  const merge: MergedChoices = { absorbedId: absorbed._id, absorbed: chosen(absorbed), before, after }
  const merges = [...(survivor.merges ?? []).filter((one) => one !== known), merge]
  const what = 'Fusion de dossiers : le choix le plus protecteur des deux dossiers est conservé.'
  return told({ ...bare(survivor), ...after, merges }, what, author)
}

/** The choices after a merge is undone: what it brought goes, unless the patient said something else since. */
export function withoutMerged(survivor: Choices, absorbedId: string, author: Author): Choices {
  const merge = survivor.merges?.find((one) => one.absorbedId === absorbedId)
  if (!merge) return survivor
  const merges = (survivor.merges ?? []).filter((one) => one !== merge)
  const now = chosen(survivor)
  const pick = (...fields: (keyof Chosen)[]): Partial<Chosen> => {
    const untouched = fields.every((field) => now[field] === merge.after[field])
    const from = untouched ? merge.before : now
    return Object.fromEntries(fields.flatMap((field) => (from[field] === undefined ? [] : [[field, from[field]]])))
  }
  const back = { ...pick('feeding', 'feedingAt'), ...pick('consultation', 'consultationAt'), ...pick('dmpStatus') }
  const next = { ...bare(survivor), ...back, merges } as Choices
  return told(next, 'Fusion de dossiers annulée : les choix sont ceux de ce dossier.', author)
}

function told(choices: Choices, what: string, author: Author): Choices {
  const history = [...choices.history, { at: author.at, author: author.name, what }].slice(-MAX_HISTORY)
  return { ...choices, recordedBy: author.name, changedAt: author.at, history }
}

function chosen({ dmpStatus, feeding, feedingAt, consultation, consultationAt }: Choices): Chosen {
  return {
    feeding,
    consultation,
    ...(dmpStatus === undefined ? {} : { dmpStatus }),
    ...at('feedingAt', feedingAt),
    ...at('consultationAt', consultationAt),
  }
}

function bare(choices: Choices): Choices {
  const { dmpStatus: _status, feedingAt: _feedingAt, consultationAt: _consultationAt, ...rest } = choices
  return rest
}

function at<K extends 'feedingAt' | 'consultationAt'>(key: K, value: string | undefined): Partial<Pick<Chosen, K>> {
  return (value === undefined ? {} : { [key]: value }) as Partial<Pick<Chosen, K>>
}

function same(one: Chosen, other: Chosen): boolean {
  const fields = ['feeding', 'feedingAt', 'consultation', 'consultationAt', 'dmpStatus'] as const
  return fields.every((field) => one[field] === other[field])
}

function stronger<T>(order: readonly T[], one: T, other: T): T {
  return order.indexOf(other) > order.indexOf(one) ? other : one
}
