import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Runs a program to its end, bounded in time and output; rejects with what it wrote when it fails. */
export async function command(
  program: string,
  args: string[],
  options: { timeoutMs?: number; env?: NodeJS.ProcessEnv } = {},
): Promise<string> {
  try {
    const { stdout, stderr } = await run(program, args, {
      timeout: options.timeoutMs ?? 30_000,
      maxBuffer: 16 * 1024 * 1024,
      ...(options.env ? { env: { ...process.env, ...options.env } } : {}),
    })
    return stdout + stderr
  } catch (error) {
    const { stderr = '', stdout = '', message } = error as { stderr?: string; stdout?: string; message: string }
    const said = `${stderr}\n${stdout}`.trim().split('\n').slice(-4).join(' ')
    throw new Error(`${program} : ${said === '' ? message : said}`, { cause: error })
  }
}

/** True when the program can be run at all. */
export async function exists(program: string, args = ['--version']): Promise<boolean> {
  return command(program, args).then(
    () => true,
    () => false,
  )
}
