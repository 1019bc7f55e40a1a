import { ABSENT_ALLERGY, ADVERSE_REACTION_TYPE, codeOf } from '@anamnese/domain-value-sets'
import { el, type XmlTree } from '@anamnese/interop-xml'
import type { LdlSesContent, LetterAllergy } from './ldl-ses-document'
import { anchored, anchoredParagraphs, paragraphs } from './narrative'
import { coded, codedValue, hl7Day, originalText, section, templateIds, textOfAnchor, type Writing } from './pieces'
import { ACT_CODE, ALLERGY, ALLERGY_LIST, SECTIONS, SEVERITY } from './templates'

type Allergies = NonNullable<LdlSesContent['allergies']>

/** « Allergies »: each one entered as data, or that none is known, or that nothing is coded; the text is never interpreted. */
export function allergySection(writing: Writing, { text, items, none }: Allergies): XmlTree {
  if (items.length === 0) {
    const anchor = writing.ids.anchor('allergie')
    const said = text.trim() === '' ? 'Aucune allergie connue.' : text
    const code = codeOf(ABSENT_ALLERGY, none === true ? 'no-known-allergies' : 'no-allergy-info')
    const found = observation(writing, anchor, {
      type: codeOf(ADVERSE_REACTION_TYPE, '609328004'),
      low: el('low', { nullFlavor: 'UNK' }),
      value: codedValue('CD', code, originalText(anchor)),
    })
    return section(writing, SECTIONS.allergies, anchoredParagraphs(anchor, said), [closedList(writing, found)])
  }
  const pieces = items.map((item) => allergy(writing, item))
  const narrative = [...paragraphs(text), el('list', {}, ...pieces.map(({ line }) => el('item', {}, line)))]
  const entries = pieces.map(({ item, entry }) => openList(writing, item, entry))
  return section(writing, SECTIONS.allergies, narrative, entries)
}

function allergy(
  writing: Writing,
  item: LetterAllergy,
): { item: LetterAllergy; line: XmlTree | XmlTree[]; entry: XmlTree } {
  const anchor = writing.ids.anchor('allergie')
  const agent = writing.ids.anchor('agent')
  const severityAnchor = item.severity && writing.ids.anchor('severite')
  const type = item.type ?? codeOf(ADVERSE_REACTION_TYPE, '609328004')
  const line = el('content', { ID: anchor }, `${capital(type.display)} : `, anchored(agent, item.agent))
  const severity = item.severity && severityAnchor && { anchor: severityAnchor, code: item.severity }
  const entry = observation(writing, anchor, {
    type,
    low: el('low', item.since === undefined ? { nullFlavor: 'UNK' } : { value: hl7Day(item.since) }),
    // The substance is named, not coded: code and system are both absent.
    value: el('value', { 'xsi:type': 'CD', nullFlavor: 'UNK' }, originalText(anchor)),
    agent: { anchor: agent, name: item.agent },
    ...(severity ? { severity } : {}),
  })
  const said = severity && el('content', { ID: severity.anchor }, `, ${severity.code.display}`)
  return { item, line: said ? [line, said] : line, entry }
}

interface AllergyParts {
  type: { code: string; system: string; display: string }
  low: XmlTree
  value: XmlTree
  agent?: { anchor: string; name: string }
  severity?: { anchor: string; code: NonNullable<LetterAllergy['severity']> }
}

function observation({ ids }: Writing, anchor: string, parts: AllergyParts): XmlTree {
  const { agent, severity } = parts
  return el(
    'observation',
    { classCode: 'OBS', moodCode: 'EVN' },
    templateIds(ALLERGY),
    el('id', { root: ids.uuid() }),
    coded('code', parts.type),
    textOfAnchor(anchor),
    el('statusCode', { code: 'completed' }),
    el('effectiveTime', {}, parts.low),
    parts.value,
    agent &&
      el(
        'participant',
        { typeCode: 'CSM' },
        el(
          'participantRole',
          { classCode: 'MANU' },
          el(
            'playingEntity',
            { classCode: 'MMAT' },
            el('code', { nullFlavor: 'UNK' }, originalText(agent.anchor)),
            el('name', {}, agent.name),
          ),
        ),
      ),
    severity &&
      el(
        'entryRelationship',
        { typeCode: 'SUBJ', inversionInd: 'true' },
        el(
          'observation',
          { classCode: 'OBS', moodCode: 'EVN' },
          templateIds(SEVERITY),
          coded('code', { code: 'SEV', system: ACT_CODE, display: 'Sévérité' }),
          textOfAnchor(severity.anchor),
          el('statusCode', { code: 'completed' }),
          codedValue('CD', severity.code),
        ),
      ),
  )
}

/** A list that is over has both bounds; one that is active has no end. */
function closedList(writing: Writing, found: XmlTree): XmlTree {
  return list(writing, 'completed', [el('low', { nullFlavor: 'NA' }), el('high', { nullFlavor: 'NA' })], found)
}

function openList(writing: Writing, item: LetterAllergy, found: XmlTree): XmlTree {
  const low = el('low', item.since === undefined ? { nullFlavor: 'UNK' } : { value: hl7Day(item.since) })
  return list(writing, 'active', [low], found)
}

function list({ ids }: Writing, status: string, bounds: XmlTree[], found: XmlTree): XmlTree {
  return el(
    'act',
    { classCode: 'ACT', moodCode: 'EVN' },
    templateIds(ALLERGY_LIST),
    el('id', { root: ids.uuid() }),
    el('code', { nullFlavor: 'NA' }),
    el('statusCode', { code: status }),
    el('effectiveTime', {}, bounds),
    el('entryRelationship', { typeCode: 'SUBJ', inversionInd: 'false' }, found),
  )
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
