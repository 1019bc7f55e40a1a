import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Conformance material published by others, when it is there: `ANAMNESE_FIXTURES`, else a folder beside the repository. */
const FIXTURES = process.env.ANAMNESE_FIXTURES ?? resolve(__dirname, '../../../../../../shared/fixtures')

export function fixture(path: string): string {
  return join(FIXTURES, path)
}

/** `describe` when the material is there; otherwise the tests are skipped and the reason is printed. */
export function describeWith(path: string): jest.Describe {
  if (existsSync(fixture(path))) return describe
  console.warn(`skipped: ${path} is not in ${FIXTURES}`)
  return describe.skip
}
