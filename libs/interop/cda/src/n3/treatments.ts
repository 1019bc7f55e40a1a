import { ABSENT_MEDICATION, codeOf } from '@anamnese/domain-value-sets'
import { el, type XmlTree } from '@anamnese/interop-xml'
import type { LetterTreatment } from './ldl-ses-document'
import { anchored, anchoredParagraphs, dayText, paragraphs, table } from './narrative'
import { coded, hl7Day, originalText, section, templateIds, textOfAnchor, type Writing } from './pieces'
import { ACT_CODE, PRODUCT, type SectionModel, TREATMENT } from './templates'

const DRUG = { code: 'DRUG', system: ACT_CODE, display: 'Médicament' }

/** `INT`: to be taken; `EVN`: given. */
export type Mood = 'INT' | 'EVN'

/**
 * A section of medicines. The model wants an entry even when nothing was entered as data: it then says that there is none, when that is
 * known, or that there is no coded information; the text is never interpreted, for « no treatment » and a list read alike to a program.
 */
export function treatmentSection(
  writing: Writing,
  model: SectionModel,
  mood: Mood,
  { text, items, none }: { text: string; items: LetterTreatment[]; none?: boolean },
): XmlTree {
  const anchor = model.code[0] === '10183-2' ? 'sortie' : 'arret'
  if (items.length === 0) {
    const whole = writing.ids.anchor(anchor)
    const said = text.trim() === '' ? 'Aucun traitement.' : text
    const code = codeOf(ABSENT_MEDICATION, none === true ? 'no-known-medications' : 'no-medication-info')
    return section(writing, model, anchoredParagraphs(whole, said), [absence(writing, mood, whole, code)])
  }
  const anchors = items.map(() => writing.ids.anchor(anchor))
  const rows = items.map((item, index) => [
    anchored(anchors[index] ?? '', item.name),
    item.posology ?? '',
    dayText(item.start),
    dayText(item.end),
  ])
  const narrative = [...paragraphs(text), table(['Médicament', 'Posologie', 'Du', 'Au'], rows)]
  const entries = items.map((item, index) => treatment(writing, mood, anchors[index] ?? '', item))
  return section(writing, model, narrative, entries)
}

function treatment(writing: Writing, mood: Mood, anchor: string, item: LetterTreatment): XmlTree {
  const { start, end, period, route, dose } = item
  const quantity = dose && { value: dose.value, unit: dose.unit }
  return administration(writing, mood, [
    coded('code', DRUG),
    textOfAnchor(anchor),
    el('statusCode', { code: 'completed' }),
    // Both bounds or nothing: a treatment without a known end has an end that is unknown.
    (start !== undefined || end !== undefined) &&
      el('effectiveTime', { 'xsi:type': 'IVL_TS' }, bound('low', start), bound('high', end)),
    period &&
      el(
        'effectiveTime',
        { 'xsi:type': 'PIVL_TS', operator: 'A' },
        el('period', { value: period.value, unit: period.unit }),
      ),
    route && coded('routeCode', route),
    quantity && el('doseQuantity', {}, el('low', quantity), el('high', quantity)),
    product(item, anchor),
  ])
}

function bound(name: 'low' | 'high', day: string | undefined): XmlTree {
  return el(name, day === undefined ? { nullFlavor: 'UNK' } : { value: hl7Day(day) })
}

/** Only CIS is accepted as the code of the product; what else is known of it is a translation. */
function product({ name, cis, others = [] }: LetterTreatment, anchor: string): XmlTree {
  const translations = others.map((code) => coded('translation', code))
  return consumable(
    cis
      ? coded('code', cis, originalText(anchor), translations)
      : el('code', { nullFlavor: 'UNK' }, originalText(anchor), translations),
    el('name', {}, name),
  )
}

function absence(writing: Writing, mood: Mood, anchor: string, code: ReturnType<typeof codeOf>): XmlTree {
  return administration(writing, mood, [
    coded('code', code),
    textOfAnchor(anchor),
    el('statusCode', { code: 'completed' }),
    consumable(el('code', { nullFlavor: 'NA' }), el('name', { nullFlavor: 'NA' })),
  ])
}

function administration({ ids }: Writing, moodCode: Mood, content: (XmlTree | false | undefined)[]): XmlTree {
  return el(
    'substanceAdministration',
    { classCode: 'SBADM', moodCode },
    templateIds(TREATMENT),
    el('id', { root: ids.uuid() }),
    content,
  )
}

function consumable(code: XmlTree, name: XmlTree): XmlTree {
  const material = el('manufacturedMaterial', {}, code, name)
  return el('consumable', {}, el('manufacturedProduct', {}, templateIds(PRODUCT), material))
}
