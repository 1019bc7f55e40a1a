import os from 'node:os'
import type { AdtFigures } from './measure-adt'
import type { BaseFigures } from './measure-base'
import type { DocumentFigures } from './measure-documents'
import type { LetterFigures } from './measure-letters'
import type { MemoryFigures } from './measure-memory'
import type { ReadFigures } from './measure-reads'

export interface Figures {
  at: string
  cpus: number
  node: string
  /** load average of the last minute when the measures began: other work on the machine falsifies them */
  load: number
  startupMs?: number
  adt?: AdtFigures
  letters?: LetterFigures
  reads?: ReadFigures
  memory?: MemoryFigures
  base?: BaseFigures
  documents?: DocumentFigures
}

export function newFigures(): Figures {
  return {
    at: new Date().toISOString(),
    cpus: os.cpus().length,
    node: process.version,
    load: Number((os.loadavg()[0] ?? 0).toFixed(1)),
  }
}

/** The measures beside their goals. */
export function table({ startupMs, adt, letters, reads, memory, base, documents, cpus, load }: Figures): string {
  const rows: [what: string, value: string, goal: string][] = []
  if (startupMs !== undefined)
    rows.push(['Démarrage, du lancement à « prêt »', `${(startupMs / 1000).toFixed(1)} s`, '< 20 s'])
  if (adt !== undefined) {
    rows.push(
      ['ADT validés et acquittés par seconde', `${adt.perSecond}`, ''],
      ['  écriture nue (insertion + Kafka)', `${adt.barePerSecond}`, ''],
      ['  rapport', `${adt.ratio}`, '≥ 0,5'],
      [
        '  d’un même patient, dans l’ordre',
        `${adt.samePatientPerSecond}`,
        adt.samePatientInOrder ? 'ordre gardé' : 'ORDRE PERDU',
      ],
    )
  }
  if (letters !== undefined) {
    rows.push(
      [`Validation → DMP, médiane (${letters.letters} lettres)`, `${letters.inDmpP50Ms} ms`, ''],
      ['  95e centile', `${letters.inDmpP95Ms} ms`, '< 1000 ms'],
      ['  réponse à la validation, médiane', `${letters.validateP50Ms} ms`, ''],
    )
  }
  if (reads !== undefined) {
    rows.push(
      ['Lectures d’un dossier par la passerelle, par seconde', `${reads.perSecond}`, ''],
      ['  lecture nue', `${reads.barePerSecond}`, ''],
      ['  rapport', `${reads.ratio}`, ''],
    )
  }
  if (memory !== undefined) {
    rows.push(
      ['Mémoire des services (partagée comptée une fois)', `${memory.servicesMiB} Mio`, '< 1536 Mio'],
      ['  somme des mémoires résidentes', `${memory.residentMiB} Mio`, ''],
    )
  }
  if (base !== undefined) {
    const { small, large } = base
    rows.push(
      [`Recherche, 95e centile, base de ${large.patients}`, `${large.searchP95Ms} ms`, ''],
      [`  base de ${small.patients}`, `${small.searchP95Ms} ms`, ''],
      ['  rapport', `${base.searchP95Ratio}`, ''],
      [`ADT par seconde, base de ${large.patients}`, `${large.adtPerSecond}`, ''],
      [`  base de ${small.patients}`, `${small.adtPerSecond}`, ''],
      ['  rapport', `${base.adtRatio}`, ''],
    )
  }
  if (documents !== undefined) {
    const { small, large, largeFiles } = documents
    rows.push(
      [`Liste d’un dossier de ${large.inRecord} documents, 95e centile`, `${large.listP95Ms} ms`, '< 1000 ms'],
      [`  dossier de ${small.inRecord}`, `${small.listP95Ms} ms`, ''],
      [`Ouverture d’un PDF, base de ${large.documents}, 95e centile`, `${large.openP95Ms} ms`, ''],
      [`  base de ${small.documents}`, `${small.openP95Ms} ms`, ''],
      ['Lettres produites par seconde', `${documents.producedPerSecond}`, ''],
      [`${largeFiles.files} fichiers de 20 Mo : mémoire de plus, au plus`, `${largeFiles.peakMiB} Mio`, ''],
      ['  après', `${largeFiles.afterMiB} Mio`, ''],
    )
  }
  const width = Math.max(...rows.map(([what]) => what.length))
  const lines = rows.map(([what, value, goal]) => `${what.padEnd(width)}  ${value.padStart(10)}  ${goal}`)
  return [`${cpus} processeurs, charge ${load} au début`, ...lines, ''].join('\n')
}
