import fs from 'node:fs'
import path from 'node:path'

/** Files published by others, read where they are present and never copied: `ANAMNESE_FIXTURES`, or `shared/fixtures` beside the project. */
export const FIXTURES = process.env['ANAMNESE_FIXTURES'] ?? path.resolve(__dirname, '../../../../../shared/fixtures')

/** `describe` when the folder is there; otherwise skips and says why. */
export function describeWithFixtures(folder: string, title: string, tests: (folder: string) => void): void {
  const at = path.join(FIXTURES, folder)
  if (fs.existsSync(at)) describe(title, () => tests(at))
  else describe.skip(`${title} (fixtures « ${folder} » are not present beside the project)`, () => tests(at))
}
