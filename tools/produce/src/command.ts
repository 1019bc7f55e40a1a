import fs from 'node:fs'
import path from 'node:path'
import { CdaError } from '@anamnese/interop-cda'
import {
  demonstration,
  DocumentJudge,
  DocumentTypeError,
  DocumentTypes,
  ModelError,
  parseDocumentTypes,
  parseModel,
  sourceOfModel,
} from '@anamnese/interop-clinical-documents'
import { DatamatrixError } from '@anamnese/interop-datamatrix'
import { PdfError } from '@anamnese/interop-pdfa'
import { SchematronError } from '@anamnese/interop-schematron'
import { XdmError } from '@anamnese/interop-xdm'
import { XmlError } from '@anamnese/interop-xml'
import { HELP, type ProduceOptions, readOptions, UsageError } from './options'
import { produce, type ProducedFile } from './produce'

/** Facts that the templates of a hospital's types may cite; here texts come from the model, and templates are not filled. */
const ANY_FACT = /\{(\w+)\}/g

/** The command: writes every form of a document. @returns the exit code */
export async function runProduce(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  let judge: DocumentJudge | undefined
  try {
    const options = readOptions(args, environment)
    if (options.help) return print(HELP)
    const types = typesOf(options)
    if (options.list) {
      return print(types.all.map(({ key, type, name, form }) => `${key}\t${type.code}\t${form}\t${name}\n`).join(''))
    }
    const type = types.find(options.type)
    if (!type) throw new UsageError(`Type inconnu : ${options.type}. --list donne ceux qui existent.`)
    const model = options.from === undefined ? demonstration(type) : parseModel(readText(options.from))
    judge = await DocumentJudge.load(options)
    const files = await produce(sourceOfModel(model, type), judge)
    fs.mkdirSync(options.out, { recursive: true })
    const modelFile = { name: 'modele.json', bytes: Buffer.from(`${JSON.stringify(model, null, 2)}\n`) }
    for (const { name, bytes } of [...files, modelFile]) fs.writeFileSync(path.join(options.out, name), bytes)
    for (const file of files) print(lineOf(file))
    if (!judge.hasSchema) print('Le schéma CDA_extended.xsd n’a pas été vérifié : indiquez son dossier par --schema.\n')
    return files.some(({ remarks }) => remarks.some(({ severity }) => severity === 'error')) ? 1 : 0
  } catch (error) {
    if (!isExpected(error)) throw error
    const detail = error instanceof CdaError && error.detail !== undefined ? ` (${error.detail})` : ''
    process.stderr.write(`${error.message}${detail}\n${error instanceof UsageError ? `\n${HELP}` : ''}`)
    return 2
  } finally {
    judge?.dispose()
  }
}

function typesOf({ types }: ProduceOptions): DocumentTypes {
  if (types === undefined) return new DocumentTypes()
  const json = readText(types)
  return new DocumentTypes(
    parseDocumentTypes(
      json,
      Array.from(json.matchAll(ANY_FACT), ([, fact]) => fact ?? ''),
    ),
  )
}

/** @throws UsageError */
function readText(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch (cause) {
    throw new UsageError(`Ce fichier ne peut pas être lu : ${file}.`, { cause })
  }
}

function lineOf({ name, bytes, form, remarks }: ProducedFile): string {
  const verdict = remarks.length === 0 ? 'conforme' : `${remarks.length} remarque(s)`
  const details = remarks.map(
    ({ severity, rule, where, message }) =>
      `    ${severity === 'error' ? 'erreur' : 'avertissement'} ${rule} ${where ?? ''} : ${message}\n`,
  )
  return `${form.padEnd(8)} ${verdict.padEnd(14)} ${String(bytes.length).padStart(8)} octets  ${name}\n${details.join('')}`
}

function print(text: string): 0 {
  process.stdout.write(text)
  return 0
}

/** What the command line, the files or the model may cause; anything else is a defect of ours, and is shown whole. */
function isExpected(error: unknown): error is Error {
  const ours = [
    UsageError,
    ModelError,
    DocumentTypeError,
    CdaError,
    PdfError,
    DatamatrixError,
    XmlError,
    XdmError,
    SchematronError,
  ]
  return ours.some((type) => error instanceof type)
}
