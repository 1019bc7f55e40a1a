import { codeOf, DOCUMENT_STATUS } from '@anamnese/domain-value-sets'
import { el, serialiseXml, type XmlTree } from '@anamnese/interop-xml'
import { type Clock, clockOf, incomplete, writeDocument } from '../write-header'
import { allergySection } from './allergies'
import { identitiesOf } from './identities'
import type { LdlSesDocument } from './ldl-ses-document'
import { anchored, paragraphs } from './narrative'
import { pdfCopySection } from './pdf-copy'
import { codedValue, section, simpleObservation, type Writing } from './pieces'
import { planSection } from './plan'
import { type StayDays, synthesisSection } from './synthesis'
import { SECTIONS, TA_ASIP, TEMPLATE_LDL_SES } from './templates'
import { treatmentSection } from './treatments'

/** LOINC code that the volet demands. */
const LDL_SES_TYPE = '11490-0'

/**
 * Writes a discharge letter as CDA R2 level 3, model LDL-SES 2022.01: its four mandatory sections, those that have content, and the PDF
 * copy. The same document always gives the same bytes. Throws {@link CdaError} when the model cannot make a conforming document,
 * `XmlError` for text that XML cannot carry.
 */
export function buildLdlSes(document: LdlSesDocument): Buffer {
  requireContent(document)
  const clock = clockOf(document)
  const writing: Writing = { ids: identitiesOf(document.id), today: day(document.createdAt, clock) }
  const body = el('component', {}, el('structuredBody', {}, sections(document, writing, clock)))
  return Buffer.from(serialiseXml(writeDocument(document, TEMPLATE_LDL_SES, body)))
}

function sections({ content, pdfCopy, acts }: LdlSesDocument, writing: Writing, clock: Clock): (XmlTree | false)[] {
  const [stay] = acts
  const days: StayDays = {
    admission: day(stay?.start ?? '', clock),
    ...(stay?.end === undefined ? {} : { discharge: day(stay.end, clock) }),
  }
  const { stoppedTreatments, results = '', plan, devices = '', allergies } = content
  return [
    statusSection(writing),
    section(writing, SECTIONS.reason, paragraphs(content.reason)),
    synthesisSection(writing, content, days),
    stoppedTreatments !== undefined &&
      filled(stoppedTreatments) &&
      treatmentSection(writing, SECTIONS.stoppedTreatments, 'EVN', stoppedTreatments),
    treatmentSection(writing, SECTIONS.treatments, 'INT', content.treatments),
    results.trim() !== '' && section(writing, SECTIONS.results, paragraphs(results)),
    plan !== undefined && filled(plan) && planSection(writing, plan),
    devices.trim() !== '' && section(writing, SECTIONS.devices, paragraphs(devices)),
    allergies !== undefined && (filled(allergies) || allergies.none === true) && allergySection(writing, allergies),
    pdfCopy !== undefined && pdfCopySection(writing, pdfCopy),
  ]
}

/** A letter leaves only once validated: it is approved. */
function statusSection(writing: Writing): XmlTree {
  const anchor = writing.ids.anchor('statut')
  const entry = simpleObservation(writing, {
    suffixes: ['16', '16.1'],
    code: { code: 'GEN-065', system: TA_ASIP, display: 'Statut du document' },
    anchor,
    on: writing.today,
    value: codedValue('CD', codeOf(DOCUMENT_STATUS, '9571008')),
  })
  return section(writing, SECTIONS.status, anchored(anchor, 'Lettre de liaison validée'), [entry])
}

function filled({ text, items }: { text: string; items: readonly unknown[] }): boolean {
  return text.trim() !== '' || items.length > 0
}

function day(instant: string, clock: Clock): string {
  return clock(instant, 'minute').slice(0, 8)
}

function requireContent({ type, content, pdfCopy, acts }: LdlSesDocument): void {
  const faults: [boolean, string][] = [
    [type.code !== LDL_SES_TYPE, 'code'],
    [content.reason.trim() === '', SECTIONS.reason.title],
    [content.summary.trim() === '', SECTIONS.synthesis.title],
    [acts[0]?.start === undefined, 'documentationOf/serviceEvent/effectiveTime'],
    [pdfCopy?.byteLength === 0, SECTIONS.pdfCopy.title],
  ]
  const fault = faults.find(([wrong]) => wrong)
  if (fault) throw incomplete(fault[1])
}
