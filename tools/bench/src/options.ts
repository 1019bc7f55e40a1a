import { parseArgs } from 'node:util'

export const MEASURES = ['startup', 'adt', 'letters', 'reads', 'memory', 'base', 'documents'] as const
export type Measure = (typeof MEASURES)[number]
/** Long ones, only when they are named. */
const ON_DEMAND: readonly Measure[] = ['base', 'documents']

export interface BenchOptions {
  only: readonly Measure[]
  /** ADT messages, and bare writes */
  messages: number
  /** MLLP connections, and concurrent bare writes */
  connections: number
  letters: number
  /** patients of the large base */
  patients: number
  /** documents of the large base */
  documents: number
  /** seconds of reading */
  seconds: number
  json: boolean
  help: boolean
}

export const HELP = `Usage : npm run bench -- [options]

Mesure le produit en marche (var/run.json), ou le démarre le temps de la mesure, à côté d’écritures et de lectures nues
sur les mêmes serveurs. Affiche un tableau, puis les mesures en JSON sur la dernière ligne.

  --only LISTE       parmi startup,adt,letters,reads,memory (startup : seulement si le produit n’est pas déjà en marche),
                     et, seulement demandées, base : recherches et ADT dans une grande base de patients, documents :
                     dossier de 2 000 documents dans une grande base, production, fichiers de 20 Mo
  --messages N       messages ADT (2000)
  --connections N    connexions MLLP simultanées (16)
  --letters N        lettres validées (100)
  --patients N       patients de la grande base (1000000)
  --documents N      documents de la grande base (100000)
  --seconds N        durée des lectures (10)
  --json             seulement le JSON
`

/** @throws Error in French when the command line is wrong */
export function readOptions(args: string[]): BenchOptions {
  const text = (value: string): { type: 'string'; default: string } => ({ type: 'string', default: value })
  const { values } = parseArgs({
    args,
    options: {
      only: text(MEASURES.filter((name) => !ON_DEMAND.includes(name)).join(',')),
      messages: text('2000'),
      connections: text('16'),
      letters: text('100'),
      patients: text('1000000'),
      documents: text('100000'),
      seconds: text('10'),
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  const only = values.only.split(',')
  const unknown = only.filter((name) => !(MEASURES as readonly string[]).includes(name))
  if (unknown.length > 0) throw new Error(`Mesure inconnue : ${unknown.join(', ')}. Mesures : ${MEASURES.join(', ')}.`)
  return {
    only: only as Measure[],
    messages: count('messages', values.messages),
    connections: count('connections', values.connections),
    letters: count('letters', values.letters),
    patients: count('patients', values.patients),
    documents: count('documents', values.documents),
    seconds: count('seconds', values.seconds),
    json: values.json,
    help: values.help,
  }
}

function count(name: string, value: string): number {
  const number = Number(value)
  if (!Number.isInteger(number) || number < 1 || number > 1_000_000)
    throw new Error(`--${name} : un nombre entier, à partir de 1.`)
  return number
}
