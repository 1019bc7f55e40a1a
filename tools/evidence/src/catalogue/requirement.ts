/**
 * How a requirement is proven. `scenario`: shown by playing it on the product. `organisation`: by a document, a statement, a
 * certificate or an auditor's form that no program can make.
 */
export type ProofKind = 'scenario' | 'organisation'

/** A requirement of the hospital EHR, in our words. */
export interface Requirement {
  /** as the published lists write it, without the prefix of the common core */
  id: string
  /** what it asks, one French sentence */
  title: string
  /** DOIT or PEUT */
  obligation: 'M' | 'P'
  proof: ProofKind
  /** profile that it belongs to, when it is not every EHR */
  profile?: string
}

type Line = [id: string, title: string, note?: 'P' | 'organisation']

/** Declares the requirements of one family; mandatory and proven by a scenario unless noted otherwise. */
export function family(lines: readonly Line[], profile?: string): Requirement[] {
  return lines.map(([id, title, note]) => ({
    id,
    title,
    obligation: note === 'P' ? 'P' : 'M',
    proof: note === 'organisation' ? 'organisation' : 'scenario',
    ...(profile === undefined ? {} : { profile }),
  }))
}
