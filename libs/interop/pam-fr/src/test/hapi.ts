import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { JavaPeer } from '@anamnese/interop-test-java'

/** HAPI and its structures of HL7 2.5. */
export const HAPI = new JavaPeer({
  name: 'HAPI',
  folder: 'hapi/jars-2.5.1-v25',
  dependencies: ['ca.uhn.hapi:hapi-base:2.5.1', 'ca.uhn.hapi:hapi-structures-v25:2.5.1', 'org.slf4j:slf4j-nop:2.0.9'],
})

const SENDER = resolve(__dirname, '../../test/HapiSender.java')

/** Lines that HAPI printed of the acknowledgements it got from the door on `port`. */
export async function sendWithHapi(port: number): Promise<string[]> {
  return HAPI.run(SENDER, [String(port)], { properties: { 'ca.uhn.hl7v2.llp.charset': 'UTF-8' } })
}

const PARSER = resolve(__dirname, '../../test/HapiParser.java')

/** What HAPI reads in each message: event, structure, first identifier, first name; or why it refuses it. */
export async function parseWithHapi(messages: readonly Buffer[]): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hapi-'))
  try {
    const files = messages.map((_message, index) => join(folder, `${String(index).padStart(3, '0')}.er7`))
    for (const [index, file] of files.entries()) writeFileSync(file, messages[index] ?? '')
    return await HAPI.run(PARSER, files)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
