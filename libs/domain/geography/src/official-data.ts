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

/* eslint-disable @typescript-eslint/no-require-imports */
// Fifteen megabytes of JSON, read at the first question only; required by their names, by which bundlers know what to take along.
export function communesOfToday(): CommuneOfToday[] {
  const data = require('@etalab/decoupage-administratif/data/communes.json') as CommuneOfToday[]
  forget(require.resolve('@etalab/decoupage-administratif/data/communes.json'))
  return data
}

export function communesOfThePast(): CommuneOfThePast[] {
  const data = require('communes-historiques/data/historique-communes.json') as CommuneOfThePast[]
  forget(require.resolve('communes-historiques/data/historique-communes.json'))
  return data
}
/* eslint-enable @typescript-eslint/no-require-imports */

/** What is made of the file stays, the file itself does not. */
function forget(file: string): void {
  // eslint-disable-next-line @typescript-eslint/no-dynamic-delete
  delete require.cache[file]
}
