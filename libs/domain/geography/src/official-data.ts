/** A line of the communes of today (`@etalab/decoupage-administratif`, from the official geographic code of INSEE). */
export interface CommuneOfToday {
  code: string
  nom: string
  type: 'commune-actuelle' | 'commune-deleguee' | 'commune-associee' | 'arrondissement-municipal'
  departement?: string
  chefLieu?: string
  commune?: string
}

/** A state of a commune since 1943, until the first of January 2019 (`communes-historiques`, same publisher). */
export interface CommuneOfThePast {
  id: string
  code: string
  nom: string
  /** COM: a commune; the others are parts of one, for a time */
  type: 'COM' | 'COMA' | 'COMD' | 'COMP'
  dateDebut?: string
  dateFin?: string
  successeur?: string
  pole?: string
}

/** The day up to which the history is known; later, only the communes of today are. */
export const HISTORY_UNTIL = '2019-01-01'

// Fifteen megabytes of JSON, read at the first question only; required by name so that bundlers take them along.
/* eslint-disable @typescript-eslint/no-require-imports */
export function communesOfToday(): CommuneOfToday[] {
  return require('@etalab/decoupage-administratif/data/communes.json') as CommuneOfToday[]
}

export function communesOfThePast(): CommuneOfThePast[] {
  return require('communes-historiques/data/historique-communes.json') as CommuneOfThePast[]
}
/* eslint-enable @typescript-eslint/no-require-imports */
