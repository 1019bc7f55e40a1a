import type { Code } from '@anamnese/domain-professional-ids'
import { el, type XmlChild, type XmlTree } from '@anamnese/interop-xml'
import type { Identities } from './identities'
import { LOINC, type SectionModel, SIMPLE_OBSERVATION } from './templates'

/** What the sections are written with. */
export interface Writing {
  ids: Identities
  /** day of the document, `YYYYMMDD` */
  today: string
}

export function templateIds(roots: readonly string[]): XmlTree[] {
  return roots.map((root) => el('templateId', { root }))
}

export function coded(name: string, code: Required<Code>, ...children: XmlChild[]): XmlTree {
  return el(name, { code: code.code, displayName: code.display, codeSystem: code.system }, ...children)
}

export function loinc(code: string, display: string): Required<Code> {
  return { code, system: LOINC, display }
}

/** A value that is a code. */
export function codedValue(type: 'CD' | 'CE', code: Required<Code>, ...children: XmlChild[]): XmlTree {
  const attributes = { 'xsi:type': type, code: code.code, displayName: code.display, codeSystem: code.system }
  return el('value', attributes, ...children)
}

/** The text of an entry, which is a piece of the narrative. */
export function textOfAnchor(anchor: string): XmlTree {
  return el('text', {}, reference(anchor))
}

export function originalText(anchor: string): XmlTree {
  return el('originalText', {}, reference(anchor))
}

function reference(anchor: string): XmlTree {
  return el('reference', { value: `#${anchor}` })
}

/** A civil date as HL7 writes it. */
export function hl7Day(day: string): string {
  return day.replaceAll('-', '')
}

export function section(
  { ids }: Writing,
  model: SectionModel,
  narrative: XmlChild,
  entries: readonly XmlTree[] = [],
): XmlTree {
  return el(
    'component',
    {},
    el(
      'section',
      {},
      templateIds(model.templates),
      el('id', { root: ids.uuid() }),
      coded('code', loinc(...model.code)),
      el('title', {}, model.title),
      el('text', {}, narrative),
      entries.map((entry) => el('entry', {}, entry)),
    ),
  )
}

export interface ObservationParts {
  /** suffixes of the templates under that of simple observations */
  suffixes: readonly string[]
  code: Required<Code>
  anchor: string
  /** `YYYYMMDD`; not known when absent */
  on: string | undefined
  value: XmlTree
}

/** A simple observation of the CI-SIS: what, where it is said, when, and the value. */
export function simpleObservation({ ids }: Writing, parts: ObservationParts): XmlTree {
  const [, base] = SIMPLE_OBSERVATION
  return el(
    'observation',
    { classCode: 'OBS', moodCode: 'EVN' },
    templateIds([...SIMPLE_OBSERVATION, ...parts.suffixes.map((suffix) => `${base}.${suffix}`)]),
    el('id', { root: ids.uuid() }),
    coded('code', parts.code),
    textOfAnchor(parts.anchor),
    el('statusCode', { code: 'completed' }),
    el('effectiveTime', parts.on === undefined ? { nullFlavor: 'UNK' } : { value: parts.on }),
    parts.value,
  )
}
