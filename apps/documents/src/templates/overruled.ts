import type { LetterData } from '@anamnese/contracts'
import type { LetterTemplate } from './letter-template'

/** Which data make the sentences of the template « nothing was entered » untrue, by section. */
const SAID_BY: Readonly<Record<string, (data: LetterData) => boolean>> = {
  treatments: ({ treatments, noTreatment }) => has(treatments) || noTreatment === true,
  stoppedTreatments: ({ stoppedTreatments }) => has(stoppedTreatments),
  allergies: ({ allergies, noKnownAllergy }) => has(allergies) || noKnownAllergy === true,
  followUp: ({ plans }) => has(plans),
}

/**
 * The texts without the lines of the template that the data contradict: a letter never says that no treatment was entered above the list
 * of treatments. Only lines left as the template wrote them go, those that cite no fact; what a person wrote stays.
 */
export function withoutOverruledTexts(
  texts: Readonly<Record<string, string>>,
  template: LetterTemplate,
  data: LetterData,
): Record<string, string> {
  const kept = Object.entries(texts).map(([key, text]) => {
    if (SAID_BY[key]?.(data) !== true) return [key, text] as const
    const overruled = (template[key] ?? '').split('\n').filter((line) => line.trim() !== '' && !line.includes('{'))
    const lines = text.split('\n').filter((line) => !overruled.includes(line))
    return [key, lines.length === text.split('\n').length ? text : lines.join('\n').trim()] as const
  })
  return Object.fromEntries(kept)
}

function has(list: readonly unknown[] | undefined): boolean {
  return list !== undefined && list.length > 0
}
