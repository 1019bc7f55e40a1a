import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { JavaPeer } from '@anamnese/interop-test-java'

const VERSION = '4.8.0'
const RUNNER = path.resolve(__dirname, '../../test/IpfXds.java')

export const IPF = new JavaPeer({
  name: 'Open eHealth IPF',
  folder: `ipf/jars-${VERSION}`,
  dependencies: [`org.openehealth.ipf.commons:ipf-commons-ihe-xds:${VERSION}`, 'org.glassfish.jaxb:jaxb-runtime:2.3.9'],
})
const SCHEMAS = path.join(path.dirname(IPF.jars), `schemas-${VERSION}`)

/** Folder of the ebRS 3.0 and IHE schemas that IPF carries (`ebRS30/lcm.xsd`, `IHE/IHEXDSB.xsd`). */
export function ipfSchemas(): string {
  if (existsSync(SCHEMAS)) return SCHEMAS
  const work = mkdtempSync(path.join(path.dirname(IPF.jars), 'unpacking-'))
  const jar = path.join(IPF.jars, `ipf-commons-ihe-xds-${VERSION}.jar`)
  spawnSync('unzip', ['-q', jar, 'wsdl/schema/*', '-d', work])
  if (!existsSync(SCHEMAS)) renameSync(path.join(work, 'wsdl/schema'), SCHEMAS)
  rmSync(work, { recursive: true, force: true })
  return SCHEMAS
}

/** What IPF reads in each ITI-41 body: one line each, `VALID …` or `INVALID …`. */
export async function readByIpf(requests: readonly string[]): Promise<string[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ipf-'))
  try {
    const files = requests.map((_request, index) => path.join(folder, `${index}.xml`))
    for (const [index, file] of files.entries()) writeFileSync(file, requests[index] ?? '')
    return (await IPF.run(RUNNER, files)).filter((line) => /^(IN)?VALID /.test(line))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
