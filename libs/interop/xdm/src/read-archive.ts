import { createHash } from 'node:crypto'
import { readCdaHeader, type CdaHeader } from '@anamnese/interop-cda'
import { readPatientId, readSubmission, type DocumentEntry, type Submission } from '@anamnese/interop-xds'
import { parseXml } from '@anamnese/interop-xml'
import { XdmError } from './errors'
import { DEFAULT_XDM_LIMITS, type XdmLimits } from './limits'
import { unzip, type ArchiveFile } from './unzip'

/** A document of the archive, checked against its metadata. */
export interface XdmDocument {
  entry: DocumentEntry
  header: CdaHeader
  bytes: Buffer
}

/** What one folder of the archive holds. */
export interface XdmSubmission {
  folder: string
  submission: Submission
  documents: XdmDocument[]
}

const METADATA = /^IHE_XDM\/([^/]+)\/METADATA\.XML$/i

/**
 * Reads an IHE_XDM.ZIP that came from outside (IHE ITI XDM; names without regard to case, any folder of IHE_XDM). Each document must be
 * there with the announced size and SHA-1, carry the announced identifier, and be of the announced patient; an archive is about one
 * patient. Throws {@link XdmError}; nothing is returned of an archive that fails.
 */
export async function readXdmArchive(archive: Buffer, limits: Partial<XdmLimits> = {}): Promise<XdmSubmission[]> {
  const files = await unzip(archive, { ...DEFAULT_XDM_LIMITS, ...limits })
  const found = files.flatMap((file) => {
    const folder = METADATA.exec(file.name)?.[1]
    return folder === undefined ? [] : [{ folder, submission: metadataOf(file) }]
  })
  if (found.length === 0) throw new XdmError('XDM.NO_METADATA', 'L’archive ne contient pas de METADATA.XML.')
  const patients = new Set(
    found.flatMap(({ submission }) =>
      [submission.set.patientId, ...submission.documents.map((document) => document.patientId)].map(patientKey),
    ),
  )
  if (patients.size > 1) {
    throw new XdmError('XDM.SEVERAL_PATIENTS', 'L’archive concerne plusieurs patients : elle est refusée.')
  }
  return found.map(({ folder, submission }) => ({
    folder,
    submission,
    documents: submission.documents.map((entry) => documentOf(entry, folder, files)),
  }))
}

function metadataOf(file: ArchiveFile): Submission {
  try {
    const root = parseXml(file.bytes).documentElement
    if (!root) throw new XdmError('XDM.BAD_METADATA', 'METADATA.XML est vide.')
    return readSubmission(root)
  } catch (cause) {
    if (cause instanceof XdmError) throw cause
    throw new XdmError('XDM.BAD_METADATA', 'Les métadonnées de l’archive sont illisibles.', { cause })
  }
}

/** Old samples add components after the identifier: only the identifier and its OID count. */
function patientKey(cx: string): string {
  const id = readPatientId(cx)
  return id ? `${id.id}@${id.oid}` : cx
}

function documentOf(entry: DocumentEntry, folder: string, files: readonly ArchiveFile[]): XdmDocument {
  const uri = (entry.uri ?? '').replace(/^\.?\//, '').toUpperCase()
  // The path is relative to the folder of the metadata; some producers write it from IHE_XDM.
  const paths = [`IHE_XDM/${folder}/${uri}`.toUpperCase(), `IHE_XDM/${uri}`]
  const file = uri === '' ? undefined : files.find(({ name }) => paths.includes(name.toUpperCase()))
  if (!file) throw new XdmError('XDM.DOCUMENT_MISSING', 'Un document annoncé manque dans l’archive.')
  const { bytes } = file
  const hash = createHash('sha1').update(bytes).digest('hex')
  if (bytes.length !== entry.size || hash !== entry.hash.toLowerCase()) {
    throw new XdmError('XDM.ALTERED', 'Un document de l’archive n’a pas la taille ou l’empreinte annoncées.')
  }
  const header = headerOf(bytes)
  const { root, extension } = header.id
  const identifiers = extension === undefined ? [root] : [`${root}^${extension}`, root]
  if (!identifiers.includes(entry.uniqueId)) {
    throw new XdmError('XDM.OTHER_DOCUMENT', 'Un document de l’archive n’a pas l’identifiant annoncé.')
  }
  assertPatient(entry, header)
  return { entry, header, bytes }
}

function headerOf(bytes: Buffer): CdaHeader {
  try {
    return readCdaHeader(bytes)
  } catch (cause) {
    throw new XdmError('XDM.NOT_A_CDA', 'Un document de l’archive n’est pas un CDA lisible.', { cause })
  }
}

/** The INS of recordTarget is the patientId of the metadata; without an INS, one of the local identifiers is (CONF.24). */
function assertPatient(entry: DocumentEntry, header: CdaHeader): void {
  const { ins, ids } = header.patient
  const keys = ins ? [`${ins.matricule}@${ins.oid}`] : ids.map((id) => `${id.extension ?? ''}@${id.root}`)
  if (keys.includes(patientKey(entry.patientId))) return
  throw new XdmError('XDM.OTHER_PATIENT', 'Un document de l’archive n’est pas du patient annoncé.')
}
