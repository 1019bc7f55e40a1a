import { once } from 'node:events'
import { CdaJudge } from './cda-judge'
import { judgeFile } from './judge-file'
import { HELP, readOptions, UsageError } from './options'

/** The command: judges each file named, one JSON line each on the standard output. @returns the exit code */
export async function runCheck(args: readonly string[], environment: NodeJS.ProcessEnv = process.env): Promise<number> {
  let cda: CdaJudge | undefined
  try {
    const options = readOptions(args, environment)
    if (options.help) {
      await print(HELP)
      return 0
    }
    cda = await CdaJudge.load(options)
    let good = true
    for (const file of options.files) {
      const verdict = await judgeFile(file, options.from, cda)
      good &&= verdict.ok
      await print(`${JSON.stringify(verdict)}\n`)
    }
    return good ? 0 : 1
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    process.stderr.write(`${message}\n${error instanceof UsageError ? `\n${HELP}` : ''}`)
    return 2
  } finally {
    cda?.dispose()
  }
}

async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain')
}
