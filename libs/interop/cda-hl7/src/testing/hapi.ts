import { resolve } from 'node:path'
import { freePort, JavaPeer, type JavaProcess } from '@anamnese/interop-test-java'

/** HAPI and its structures of HL7 2.6. */
export const HAPI = new JavaPeer({
  name: 'HAPI',
  folder: 'hapi/jars-2.5.1-v26',
  dependencies: ['ca.uhn.hapi:hapi-base:2.5.1', 'ca.uhn.hapi:hapi-structures-v26:2.5.1', 'org.slf4j:slf4j-nop:2.0.9'],
})

const RUNNER = resolve(__dirname, '../../test/HapiReceiver.java')

/** HAPI listening by MLLP, and the lines that it printed of what it received. */
export interface HapiReceiver extends JavaProcess {
  port: number
}

export async function startHapi(): Promise<HapiReceiver> {
  const port = await freePort()
  const running = await HAPI.start(RUNNER, [String(port)], { properties: { 'ca.uhn.hl7v2.llp.charset': 'UTF-8' } })
  return { ...running, port }
}
