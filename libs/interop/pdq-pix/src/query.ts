import type { Hl7Finding } from '@anamnese/interop-hl7v2'

/** Who gave an identifier (HD). */
export interface QueryAuthority {
  namespace?: string
  universalId?: string
  universalIdType?: string
}

export interface QueryIdentifier extends QueryAuthority {
  value?: string
  /** CX-5 */
  type?: string
}

/** Conditions of a demographics query. A text that ends with `*` is a beginning. */
export interface DemographicCriteria {
  identifier?: QueryIdentifier
  family?: string
  given?: string
  /** `YYYY-MM-DD` */
  birthDate?: string
  sex?: 'M' | 'F' | 'U'
  city?: string
  postalCode?: string
  phone?: string
}

/** ITI-21 (PDQ v2): who are the patients of these traits? */
export interface DemographicQuery {
  kind: 'PDQ'
  tag: string
  criteria: DemographicCriteria
  /** QPD-8: identifiers wanted are of these domains; empty: all */
  domains: QueryAuthority[]
  /** RCP-2: patients of one answer */
  limit?: number
  /** DSC-1: where the former answer ended */
  continuation?: string
}

/** ITI-9 (PIX v2): what are the other identifiers of this patient? */
export interface CrossReferenceQuery {
  kind: 'PIX'
  tag: string
  identifier: QueryIdentifier
  /** QPD-4 */
  domains: QueryAuthority[]
}

/** A query as read; findings `E` prevent an answer other than their refusal. */
export interface ReadQuery<Q = DemographicQuery | CrossReferenceQuery> {
  query?: Q
  findings: Hl7Finding[]
}
