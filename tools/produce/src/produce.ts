import { type CdaHeader, readCdaHeader } from '@anamnese/interop-cda'
import { J59_CONTENT_TYPE, codeOf } from '@anamnese/domain-value-sets'
import {
  type DocumentJudge,
  producePage,
  structured,
  unstructured,
  type ValidatedSource,
} from '@anamnese/interop-clinical-documents'
import { pdfName } from '@anamnese/interop-mssante'
import { buildXdmArchive, readXdmArchive } from '@anamnese/interop-xdm'
import { xdsAuthor } from '@anamnese/interop-xds'

/** A form of the document, and what the judge says of it. */
export interface ProducedFile {
  name: string
  bytes: Buffer
  /** `PDF/A-1`, `CDA N1`… */
  form: string
  remarks: { severity: 'error' | 'warning'; rule: string; where?: string; message: string }[]
}

/** Every form of a document: the page, the CDA of level 1, that of level 3 when the type has a model, and the archive that is mailed. */
export async function produce(source: ValidatedSource, judge: DocumentJudge): Promise<ProducedFile[]> {
  const pdf = await producePage(source)
  const base = baseName(source)
  const n1 = unstructured(source, pdf)
  const n3 = source.type.form === 'LDL-SES' ? structured(source, pdf) : undefined
  const cda = (level: string, bytes: Buffer): ProducedFile => ({
    name: `${base}_CDA-${level}.xml`,
    bytes,
    form: `CDA ${level}`,
    remarks: judge.cda(bytes, { strict: true }),
  })
  const sent = n3 ?? n1
  return [
    { name: `${base}.pdf`, bytes: pdf, form: 'PDF/A-1', remarks: judge.pdf(pdf) },
    cda('N1', n1),
    ...(n3 ? [cda('N3', n3)] : []),
    await archive(source, readCdaHeader(sent), sent),
  ]
}

/** The archive is read back as a receiver would: what it cannot read is said. */
async function archive(source: ValidatedSource, header: CdaHeader, cda: Buffer): Promise<ProducedFile> {
  const { structure, oidRoot } = source.hospital
  const [author] = header.authors
  const bytes = await buildXdmArchive({
    documents: [{ bytes: cda }],
    set: {
      author: xdsAuthor(author ?? { ids: [], telecoms: [] }),
      contentType: codeOf(J59_CONTENT_TYPE, '03'),
      sourceId: oidRoot,
      uniqueId: `${source.version.oid}.1`,
      at: new Date(source.validation.at),
    },
    sender: {
      institution: structure.name,
      idNat: structure.idNat,
      application: { name: 'Anamnèse', version: '0.1.0', publisher: 'Anamnèse' },
    },
  })
  await readXdmArchive(bytes)
  return { name: 'IHE_XDM.ZIP', bytes, form: 'IHE XDM', remarks: [] }
}

/** `20261124_Lettre de liaison à la sortie_PAT-TROIS_DOMINIQUE`: the name of the PDF copy of a mail, without its extension. */
function baseName({ title, patient, stay, validation }: ValidatedSource): string {
  const { traits } = patient
  return pdfName({
    actDate: (stay.end ?? validation.at).slice(0, 10),
    typeLabel: title,
    family: traits.birthName,
    given: traits.firstBirthGivenName,
  }).replace(/\.pdf$/, '')
}
