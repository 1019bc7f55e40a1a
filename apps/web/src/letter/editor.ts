import type { LetterView } from '@anamnese/contracts'

/** How long after someone's last save they are held to be writing still. */
export const WRITING_FOR_MS = 120_000

export type WrittenLetter = Pick<LetterView, 'savedBy' | 'savedAt' | 'review' | 'returned'>

/** Submitting a letter or giving it back is saved at the same moment. */
const SAME_MOMENT_MS = 2000

/** Who else is writing this letter now, if anyone: the author of a recent save that is not mine. */
export function otherWriter(letter: WrittenLetter, me: string, now: number): string | undefined {
  if (letter.savedBy === me || wasHandedOver(letter)) return undefined
  return now - Date.parse(letter.savedAt) < WRITING_FOR_MS ? letter.savedBy : undefined
}

/** True when the last save was to hand the letter over: who did it is not writing any more. */
function wasHandedOver({ savedAt, review, returned }: WrittenLetter): boolean {
  return [review?.submittedAt, returned?.at].some(
    (at) => at !== undefined && Math.abs(Date.parse(savedAt) - Date.parse(at)) < SAME_MOMENT_MS,
  )
}
