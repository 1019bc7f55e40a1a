import { el, type XmlTree } from '@anamnese/interop-xml'
import { anchored } from './narrative'
import { coded, codedValue, loinc, section, simpleObservation, templateIds, type Writing } from './pieces'
import { ATTACHED_DOCUMENT, SECTIONS } from './templates'

/** FR-Document-PDF-copie: the document as a page, which readers show first. */
export function pdfCopySection(writing: Writing, pdf: Uint8Array): XmlTree {
  const { ids } = writing
  const type = ids.anchor('copie')
  const media = ids.anchor('pdf')
  const entry = el(
    'organizer',
    { classCode: 'CLUSTER', moodCode: 'EVN' },
    templateIds([ATTACHED_DOCUMENT]),
    el('id', { root: ids.uuid() }),
    coded('code', loinc('55107-7', 'Document attaché')),
    el('statusCode', { code: 'completed' }),
    el(
      'component',
      {},
      simpleObservation(writing, {
        suffixes: ['18'],
        code: loinc('69764-9', 'Type de document'),
        anchor: type,
        on: writing.today,
        value: codedValue('CD', loinc('55108-5', 'Copie du document')),
      }),
    ),
    el(
      'component',
      {},
      el(
        'observationMedia',
        { classCode: 'OBS', moodCode: 'EVN', ID: media },
        el('value', { mediaType: 'application/pdf', representation: 'B64' }, Buffer.from(pdf).toString('base64')),
      ),
    ),
  )
  const narrative = [
    anchored(type, 'Copie PDF de la lettre de liaison'),
    el('renderMultiMedia', { referencedObject: media }),
  ]
  return section(writing, SECTIONS.pdfCopy, narrative, [entry])
}
