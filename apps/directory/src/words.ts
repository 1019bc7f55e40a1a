/** Without accents or capitals: as people type in a hurry. */
export const fold = (value: string): string => value.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

const split = (text: string): string[] => text.split(/[\s'’-]+/).filter((word) => word !== '')

/** The words under which somebody is found. */
export const wordsOf = (...texts: string[]): string[] => [...new Set(texts.flatMap((text) => split(fold(text))))]

/** For each word of a search, what a stored word has to begin with. Five words are plenty. */
export const beginnings = (q: string): RegExp[] =>
  split(fold(q))
    .slice(0, 5)
    .map((word) => new RegExp(`^${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`))
