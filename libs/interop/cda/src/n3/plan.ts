import { el, type XmlTree } from '@anamnese/interop-xml'
import type { LdlSesContent, LetterPlan } from './ldl-ses-document'
import { anchored, paragraphs } from './narrative'
import { coded, hl7Day, section, templateIds, textOfAnchor, type Writing } from './pieces'
import { ACT_CODE, APPOINTMENT, EXAMINATION_REQUEST, SECTIONS, TA_ASIP } from './templates'

/** « Suites à donner »: the text, and the examinations and appointments that were entered as data. */
export function planSection(writing: Writing, { text, items }: NonNullable<LdlSesContent['plan']>): XmlTree {
  const anchors = items.map(() => writing.ids.anchor('suite'))
  const list = items.map((item, index) => el('item', {}, anchored(anchors[index] ?? '', item.text)))
  const narrative = [...paragraphs(text), ...(list.length > 0 ? [el('list', {}, ...list)] : [])]
  return section(
    writing,
    SECTIONS.plan,
    narrative,
    items.map((item, index) => planned(writing, item, anchors[index] ?? '')),
  )
}

function planned({ ids }: Writing, { kind, text, on }: LetterPlan, anchor: string): XmlTree {
  const when = el('effectiveTime', on === undefined ? { nullFlavor: 'UNK' } : { value: hl7Day(on) })
  if (kind === 'appointment') {
    return el(
      'encounter',
      { classCode: 'ENC', moodCode: 'ARQ' },
      templateIds(APPOINTMENT),
      el('id', { root: ids.uuid() }),
      coded('code', { code: 'AMB', system: ACT_CODE, display: 'Ambulatoire (hors établissement)' }),
      textOfAnchor(anchor),
      when,
    )
  }
  return el(
    'observation',
    { classCode: 'OBS', moodCode: 'INT' },
    templateIds(EXAMINATION_REQUEST),
    el('id', { root: ids.uuid() }),
    coded('code', { code: 'ORG-064', system: TA_ASIP, display: "Demande d'examen ou de suivi" }),
    textOfAnchor(anchor),
    el('statusCode', { code: 'active' }),
    when,
    el('value', { 'xsi:type': 'ST' }, text),
  )
}
