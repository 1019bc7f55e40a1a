import {
  ADVERSE_REACTION_TYPE,
  ENTRY_MODE,
  EXIT_MODE,
  findCode,
  OBSERVATION_SEVERITY,
} from '@anamnese/domain-value-sets'
import { formatCivilDate } from '@anamnese/domain-traits'
import type { LetterTable } from '@anamnese/interop-pdfa'
import type { SourceAnswer, SourceData, SourceDocument, SourceTreatment } from '../source/source-document'

/** What the data of a document add to a section of its page: whatever is coded is also read. */
export interface PrintedPart {
  lines?: string[]
  table?: LetterTable
}

export function printedData({ type, data }: SourceDocument): Record<string, PrintedPart | undefined> {
  if (type.form !== 'LDL-SES' || data === undefined) return {}
  return {
    summary: { lines: [stayLines(data).join('\n')] },
    treatments: {
      ...(data.treatments?.length ? { table: treatments(data.treatments) } : {}),
      ...(data.noTreatment === true && !data.treatments?.length ? { lines: ['Aucun traitement à la sortie.'] } : {}),
    },
    stoppedTreatments: data.stoppedTreatments?.length ? { table: treatments(data.stoppedTreatments) } : {},
    allergies: { lines: allergyLines(data) },
    followUp: {
      lines: (data.plans ?? []).map(({ text, on }) => (on === undefined ? text : `${formatCivilDate(on)} : ${text}`)),
    },
  }
}

function stayLines(data: SourceData): string[] {
  const entry = findCode(ENTRY_MODE, data.entryMode ?? '')
  const exit = findCode(EXIT_MODE, data.exitMode ?? '')
  const events = data.adverseEvents?.trim() ?? ''
  return [
    entry && `Modalité d’entrée : ${entry.display}.`,
    exit && `Modalité de sortie : ${exit.display}.`,
    events !== '' && `Évènements indésirables : ${events}`,
    answer('Recherche de microorganismes multirésistants ou émergents', data.resistantGerms),
    answer('Transfusion de produits sanguins', data.transfusion),
    answer('Administration de dérivés du sang', data.bloodDerivatives),
  ].filter((line): line is string => typeof line === 'string')
}

function answer(question: string, given: SourceAnswer | undefined): string | undefined {
  if (given?.answer === undefined) return undefined
  const detail = given.answer ? (given.detail?.trim() ?? '') : ''
  return `${question} : ${given.answer ? 'oui' : 'non'}${detail === '' ? '' : ` (${detail})`}.`
}

function allergyLines({ allergies = [], noKnownAllergy }: SourceData): string[] {
  if (allergies.length === 0) return noKnownAllergy === true ? ['Aucune allergie connue.'] : []
  const lines = allergies.map(({ agent, type, severity, since }) =>
    [
      `${findCode(ADVERSE_REACTION_TYPE, type ?? '')?.display ?? 'allergie'} : ${agent}`,
      findCode(OBSERVATION_SEVERITY, severity ?? '')?.display,
      since === undefined ? undefined : `depuis le ${formatCivilDate(since)}`,
    ]
      .filter((part) => part !== undefined)
      .join(', '),
  )
  return [lines.map((line) => `– ${line}`).join('\n')]
}

function treatments(items: readonly SourceTreatment[]): LetterTable {
  const day = (value: string | undefined): string => (value === undefined ? '' : formatCivilDate(value))
  return {
    headings: ['Médicament', 'Posologie', 'Du', 'Au'],
    widths: [4, 4, 1.6, 1.6],
    rows: items.map(({ name, posology = '', start, end }) => [name, posology, day(start), day(end)]),
  }
}
