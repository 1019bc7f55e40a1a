import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { JavaPeer } from '@anamnese/interop-test-java'

export const VERAPDF = new JavaPeer({
  name: 'veraPDF',
  folder: 'verapdf/jars-1.28.1',
  dependencies: ['org.verapdf:validation-model:1.28.1'],
})

const RUNNER = resolve(__dirname, '../../test/VeraPdf.java')

export interface Verdict {
  compliant: boolean
  brokenRules: string[]
}

/** What veraPDF says of each file against a flavour (`1b`): one start of Java for all. */
export async function validateByVeraPdf(files: readonly Uint8Array[], flavour = '1b'): Promise<Verdict[]> {
  const folder = mkdtempSync(join(tmpdir(), 'verapdf-'))
  try {
    const paths = files.map((_file, index) => join(folder, `${index}.pdf`))
    for (const [index, path] of paths.entries()) writeFileSync(path, files[index] ?? '')
    return verdictsOf(await VERAPDF.run(RUNNER, [flavour, ...paths]))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Broken rules come before the verdict of their file. */
function verdictsOf(lines: readonly string[]): Verdict[] {
  const verdicts: Verdict[] = []
  let brokenRules: string[] = []
  for (const line of lines) {
    if (line.startsWith('BROKEN ')) brokenRules.push(line.slice(7))
    else {
      verdicts.push({ compliant: line.startsWith('COMPLIANT'), brokenRules })
      brokenRules = []
    }
  }
  return verdicts
}
