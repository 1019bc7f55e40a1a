import type { BirthDetails } from '@anamnese/contracts'
import type { Adt } from '@anamnese/interop-pam-fr'
import { patched } from './patched'

/** What a message adds to what is known of a birth; `undefined` when nothing changes, `null` when nothing is left. */
export function birthOf(before: BirthDetails | undefined, { patient }: Adt): BirthDetails | null | undefined {
  const { capture, motherName, multipleBirth, birthRank, nationalities } = patient
  const rank = birthRank === null || birthRank === undefined ? birthRank : Number(birthRank)
  const next = patched<BirthDetails>(before ?? {}, {
    lunarDate: capture?.lunarBirthDate,
    uncertain: capture?.correctedBirthDate === undefined ? undefined : capture.correctedBirthDate || null,
    motherName,
    multiple: multipleBirth,
    rank: rank === undefined || rank === null || Number.isInteger(rank) ? rank : undefined,
    nationality: nationalities === null ? null : nationalities?.[0],
  })
  if (Object.keys(next).length === 0) return before === undefined ? undefined : null
  return next
}
