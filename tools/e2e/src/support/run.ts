import fs from 'node:fs'

/** What the tests need to know of the running product (`var/run.json`). */
export interface Run {
  gateway: string
  mllp: { identity: string }
  simulators: Record<'dmp' | 'insi' | 'psc' | 'mail', { adminUrl: string }>
}

/** Reads the file that the global set-up of the browser tests names. */
export function readRun(): Run {
  const file = process.env['ANAMNESE_RUN']
  if (file === undefined)
    throw new Error('ANAMNESE_RUN ne dit pas où est le produit : lancez ces tests par « npm test »')
  return JSON.parse(fs.readFileSync(file, 'utf8')) as Run
}
