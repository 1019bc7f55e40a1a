import { createHash } from 'node:crypto'
import { ZipFile } from 'yazl'
import type { DocumentForm } from '@anamnese/contracts'
import { csvLine } from '@anamnese/platform-http'
import type { ClinicalDocument } from '../documents/document'
import { extensionOf } from '../documents/media-types'
import { nameOf, type Patient } from '../projections/patient'

/** A document with its bytes, ready to go in a volume; a problem says why some bytes are missing. */
export interface ExportedDocument {
  document: ClinicalDocument
  patient: Patient | undefined
  files: { form: DocumentForm; mediaType: string; bytes: Buffer }[]
  problem?: string
}

const COLUMNS = [
  'identifiant',
  'setId',
  'version',
  'remplacé',
  'retiré',
  'type',
  'libellé du type',
  'titre',
  'date',
  'origine',
  'auteur',
  'IPP',
  'INS',
  'nom de naissance',
  'prénom',
  'date de naissance',
  'séjour',
  'fichiers',
  'empreintes SHA-256',
  'anomalie',
]

const README = `Export de documents

INDEX.CSV et INDEX.JSON décrivent chaque document : identifiants, version, type, date, auteur, patient, fichiers, empreintes.
DOCUMENTS/<patient>/ contient les fichiers : .xml (CDA R2), .pdf, image ou fichier d'origine tel qu'il a été reçu.
Le CDA d'un document reçu est celui de son producteur, octet pour octet. Une feuille de style jointe (.xsl) est celle du producteur.
`

/** One volume: a ZIP that says by itself what it holds, readable without this software (PORT/va1.01). */
export async function buildVolume(documents: readonly ExportedDocument[], at: Date): Promise<Buffer> {
  const zip = new ZipFile()
  const add = (name: string, bytes: Buffer): void => {
    zip.addBuffer(bytes, name, { mtime: at, mode: 0o100644 })
  }
  const entries = documents.map(describe)
  add('LISEZMOI.TXT', Buffer.from(README))
  add(
    'INDEX.JSON',
    Buffer.from(JSON.stringify({ exportedAt: at.toISOString(), documents: entries.map(({ json }) => json) }, null, 1)),
  )
  add('INDEX.CSV', Buffer.from(`\uFEFF${csvLine(COLUMNS)}${entries.map(({ csv }) => csvLine(csv)).join('')}`))
  for (const { files } of entries) for (const { path, bytes } of files) add(path, bytes)
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function describe({ document, patient, files, problem }: ExportedDocument): {
  json: Record<string, unknown>
  csv: (string | number | boolean | undefined)[]
  files: { path: string; bytes: Buffer }[]
} {
  const folder = `DOCUMENTS/${safe(patient?.ipps[0]?.value ?? document.patientId)}`
  const base = `${document.validatedAt.slice(0, 10).replaceAll('-', '')}_${safe(document.type.code)}_${safe(document._id)}`
  const named = files.map(({ form, mediaType, bytes }) => ({
    path: `${folder}/${base}${form === 'stylesheet' ? '_style' : ''}.${extensionOf(mediaType)}`,
    bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    form,
    mediaType,
  }))
  const { author, origin, title, type, oid, setId, versionNumber, superseded, validatedAt, stayNumber } = document
  const writer = [author.prefix, author.given, author.family].filter(Boolean).join(' ')
  const traits = patient?.traits
  const csv = [
    ...[oid, setId, versionNumber, superseded, document.withdrawn !== undefined, type.code, type.display, title],
    ...[validatedAt, origin, writer, patient?.ipps[0]?.value, patient?.ins?.matricule, traits?.birthName],
    ...[traits?.firstBirthGivenName, traits?.birthDate, stayNumber, named.map(({ path }) => path).join(' ')],
    ...[named.map(({ sha256 }) => sha256).join(' '), problem],
  ]
  const json = {
    ...{ id: oid, setId, versionNumber, superseded, type, title, date: validatedAt, origin, author, stayNumber },
    recipients: document.recipients,
    validator: document.validator,
    received: document.received && { at: document.received.at, sender: document.received.sender },
    withdrawn: document.withdrawn,
    patient: patient && { name: nameOf(patient), traits, ins: patient.ins, ipps: patient.ipps },
    files: named.map(({ path, sha256, mediaType, form, bytes }) => ({
      path,
      form,
      mediaType,
      size: bytes.length,
      sha256,
    })),
    problem,
  }
  return { json, csv, files: named }
}

/** A name that every file system takes, and that leads nowhere else. */
function safe(text: string): string {
  return text
    .replace(/[^A-Za-z0-9._-]/g, '_')
    .replace(/^\.+/, '_')
    .slice(0, 80)
}
