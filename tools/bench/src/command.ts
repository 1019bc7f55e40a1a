import { onStopRequest } from '@anamnese/tool-demo'
import { Bare } from './bare'
import { measureAdt } from './measure-adt'
import { measureBase } from './measure-base'
import { measureDocuments } from './measure-documents'
import { measureLetters } from './measure-letters'
import { measureMemory } from './measure-memory'
import { measureReads } from './measure-reads'
import { type BenchOptions, HELP, readOptions } from './options'
import { type Figures, newFigures, table } from './report'
import { subject, type Subject } from './subject'

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** The command: measures, then prints a table and the figures. */
export async function runBench(args: string[], root: string): Promise<void> {
  const options = readOptions(args)
  if (options.help) {
    process.stdout.write(HELP)
    return
  }
  const stopping = new AbortController()
  const interrupted = new Promise<never>((_resolve, reject) => {
    onStopRequest((why) => {
      stopping.abort()
      reject(new Error(`arrêt (${why})`))
    })
  })
  interrupted.catch(() => undefined)
  const figures = newFigures()
  const measured = await subject(root, say, stopping.signal)
  try {
    await Promise.race([measureAll(measured, options, figures), interrupted])
    if (!options.json) process.stdout.write(table(figures))
    process.stdout.write(`${JSON.stringify(figures)}\n`)
  } finally {
    await measured.stop()
  }
}

async function measureAll({ run, startupMs }: Subject, options: BenchOptions, figures: Figures): Promise<void> {
  const wanted = (name: BenchOptions['only'][number]): boolean => options.only.includes(name)
  if (wanted('startup') && startupMs !== undefined) figures.startupMs = Math.round(startupMs)
  const bare = await Bare.connect(run)
  try {
    if (wanted('adt')) {
      say(`ADT : ${options.messages} messages sur ${options.connections} connexions`)
      figures.adt = await measureAdt(run, bare, options)
    }
    if (wanted('letters')) {
      say(`lettres : ${options.letters}`)
      figures.letters = await measureLetters(run, options)
    }
    if (wanted('reads')) {
      say(`lectures : ${options.seconds} s`)
      figures.reads = await measureReads(run, bare, options)
    }
    if (wanted('base')) {
      say(`base de ${options.patients} patients`)
      figures.base = await measureBase(run, options, say)
    }
    if (wanted('documents')) {
      say(`base de ${options.documents} documents`)
      figures.documents = await measureDocuments(run, options)
    }
  } finally {
    await bare.close()
  }
  const memory = wanted('memory') ? measureMemory(run) : undefined
  if (memory !== undefined) figures.memory = memory
}
