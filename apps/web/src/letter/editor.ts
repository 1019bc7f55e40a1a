import type { LetterView } from '@anamnese/contracts'

/** How long after someone's last save they are held to be writing still. */
export const WRITING_FOR_MS = 120_000

/** Who else is writing this letter now, if anyone: the author of a recent save that is not mine. */
export function otherWriter(
  letter: Pick<LetterView, 'savedBy' | 'savedAt'>,
  me: string,
  now: number,
): string | undefined {
  if (letter.savedBy === me) return undefined
  return now - Date.parse(letter.savedAt) < WRITING_FOR_MS ? letter.savedBy : undefined
}
