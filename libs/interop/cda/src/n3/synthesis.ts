import { codeOf, ENTRY_MODE } from '@anamnese/domain-value-sets'
import { el, type XmlTree } from '@anamnese/interop-xml'
import type { LdlSesContent, LetterAnswer } from './ldl-ses-document'
import { anchored, table } from './narrative'
import { codedValue, section, simpleObservation, type Writing } from './pieces'
import { SECTIONS, TA_ASIP } from './templates'

/** A line of the synthesis: what is read, and what is coded. */
interface Line {
  suffix: string
  code: string
  label: string
  text: string
  on?: string | undefined
  value: XmlTree
}

/** First and last day of the stay, `YYYYMMDD`. */
export interface StayDays {
  admission: string
  discharge?: string
}

const UNANSWERED = 'Non renseigné'

/** « Synthèse médicale du séjour »: the six observations that the model always asks for, and those that a « yes » brings. */
export function synthesisSection(writing: Writing, content: LdlSesContent, days: StayDays): XmlTree {
  const lines = [
    ...movements(content, days),
    textLine('9', 'MED-142', 'Synthèse médicale', content.summary, days),
    ...events(content, days),
    ...answer(content.resistantGerms, days, {
      suffix: '8',
      code: 'MED-309',
      label: 'Recherche de microorganismes multi-résistants ou émergents effectuée',
      detail: ['5', 'MED-144', 'Identification de micro-organismes multirésistants'],
    }),
    ...answer(content.transfusion, days, {
      suffix: '10',
      code: 'MED-145',
      label: 'Transfusion de produits sanguins',
      detail: ['1', 'MED-146', 'Accidents transfusionnels'],
    }),
    ...answer(content.bloodDerivatives, days, {
      suffix: '2',
      code: 'MED-147',
      label: 'Administration de dérivés du sang',
      detail: ['4', 'MED-148', "Evènements indésirables suite à l'administration de dérivés du sang"],
    }),
  ]
  const rows: XmlTree[][] = []
  const entries: XmlTree[] = []
  for (const line of lines) {
    const anchor = writing.ids.anchor('synthese')
    rows.push([el('content', {}, line.label), anchored(anchor, line.text)])
    const { code, label: display, suffix, on, value } = line
    entries.push(
      simpleObservation(writing, { suffixes: [suffix], code: { code, system: TA_ASIP, display }, anchor, on, value }),
    )
  }
  return section(writing, SECTIONS.synthesis, table([], rows), entries)
}

function movements({ entryMode, exitMode }: LdlSesContent, days: StayDays): Line[] {
  // This value takes no null: a mode that is not known is « autre ».
  const entry = entryMode ?? codeOf(ENTRY_MODE, 'GEN-092.06.07')
  return [
    {
      suffix: '6',
      code: 'ORG-070',
      label: "Modalité d'entrée",
      text: `${frenchDay(days.admission)}, ${entry.display}`,
      on: days.admission,
      value: codedValue('CE', entry),
    },
    {
      suffix: '7',
      code: 'ORG-074',
      label: 'Modalité de sortie',
      text: [days.discharge && frenchDay(days.discharge), exitMode?.display ?? UNANSWERED].filter(Boolean).join(', '),
      on: days.discharge,
      value: exitMode ? codedValue('CE', exitMode) : el('value', { 'xsi:type': 'CE', nullFlavor: 'UNK' }),
    },
  ]
}

function events({ adverseEvents = '' }: LdlSesContent, days: StayDays): Line[] {
  if (adverseEvents.trim() === '') return []
  return [textLine('3', 'MED-143', "Evènements indésirables survenus pendant l'hospitalisation", adverseEvents, days)]
}

function textLine(suffix: string, code: string, label: string, text: string, days: StayDays): Line {
  return { suffix, code, label, text, on: days.discharge, value: el('value', { 'xsi:type': 'ST' }, text) }
}

interface Question {
  suffix: string
  code: string
  label: string
  detail: [suffix: string, code: string, label: string]
}

function answer(given: LetterAnswer | undefined, days: StayDays, question: Question): Line[] {
  const { suffix, code, label } = question
  const known = given?.answer
  const value = el('value', { 'xsi:type': 'BL', ...(known === undefined ? { nullFlavor: 'UNK' } : { value: known }) })
  const text = known === undefined ? UNANSWERED : known ? 'Oui' : 'Non'
  const line: Line = { suffix, code, label, text, on: days.discharge, value }
  const detail = given?.detail?.trim() ?? ''
  return known === true && detail !== '' ? [line, textLine(...question.detail, detail, days)] : [line]
}

function frenchDay(day: string): string {
  return `${day.slice(6, 8)}/${day.slice(4, 6)}/${day.slice(0, 4)}`
}
