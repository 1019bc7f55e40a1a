import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { JavaPeer } from '@anamnese/interop-test-java'

const VERSION = '8.8.1'

/** HAPI FHIR: the validator of HL7 with the profiles of R4, and a client that we did not write. */
export const HAPI_FHIR = new JavaPeer({
  name: 'HAPI FHIR',
  folder: `hapi-fhir/jars-${VERSION}`,
  dependencies: [
    `ca.uhn.hapi.fhir:hapi-fhir-validation:${VERSION}`,
    `ca.uhn.hapi.fhir:hapi-fhir-structures-r4:${VERSION}`,
    `ca.uhn.hapi.fhir:hapi-fhir-validation-resources-r4:${VERSION}`,
    `ca.uhn.hapi.fhir:hapi-fhir-client:${VERSION}`,
    `ca.uhn.hapi.fhir:hapi-fhir-caching-caffeine:${VERSION}`,
  ],
  fetchTimeoutMs: 500_000,
})

const source = (name: string): string => path.resolve(__dirname, '../../test', `${name}.java`)

/**
 * What the validator finds wrong, a line each; none when all is valid.
 * @param rules FHIRPath expressions that must be true of each Patient
 */
export async function invalidities(
  resources: Readonly<Record<string, unknown>>,
  rules: readonly string[] = [],
): Promise<string[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'fhir-'))
  try {
    const files = await Promise.all([
      ...(rules.length === 0 ? [] : [write(folder, 'rules.txt', rules.join('\n'))]),
      ...Object.entries(resources).map(([name, resource]) => write(folder, `${name}.json`, JSON.stringify(resource))),
    ])
    const lines = await HAPI_FHIR.run(source('FhirValidate'), files, { timeoutMs: 300_000 })
    const valid = lines.filter((line) => line.startsWith('OK ')).length
    const errors = lines.filter((line) => line.startsWith('ERROR '))
    if (valid === 0 && errors.length === 0) throw new Error(`nothing was validated: ${lines.join(' ')}`)
    return errors
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Runs commands of the HAPI client against a server: `metadata`, `read T/id`, `search …`, `post …`, `pages …`, `match {…}`, `binary id`. */
export async function drive(base: string, token: string, commands: readonly string[]): Promise<string[]> {
  return HAPI_FHIR.run(source('FhirDrive'), [base, token, ...commands], { timeoutMs: 300_000 })
}

async function write(folder: string, name: string, content: string): Promise<string> {
  const file = path.join(folder, name)
  await writeFile(file, content)
  return file
}
