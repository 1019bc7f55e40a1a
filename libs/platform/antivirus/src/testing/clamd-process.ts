import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ClamdAntivirus } from '../clamd'

/** The 68 bytes that every antivirus recognises (EICAR), never whole in a source file. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!', '$H+H*'].join('')

/** True where a real clamd is installed (Debian: clamav-daemon). */
export function clamdIsInstalled(): boolean {
  return spawnSync('clamd', ['--version']).status === 0
}

export interface RunningClamd {
  /** path of its socket */
  address: string
  /** given again, another one listens at the same address */
  folder: string
  stop: () => Promise<void>
}

/** A real clamd with a database of one signature of our own: nothing is downloaded. */
export async function startClamd(options: { streamMaxLength?: string; folder?: string } = {}): Promise<RunningClamd> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'clamd-'))
  mkdirSync(folder, { recursive: true })
  const address = join(folder, 'clamd.sock')
  const signature = Buffer.from(EICAR).toString('hex')
  writeFileSync(join(folder, 'own.ndb'), `Anamnese.Test.Eicar:0:*:${signature}\n`)
  const lines = [
    'Foreground yes',
    `DatabaseDirectory ${folder}`,
    `LocalSocket ${address}`,
    'LogFileMaxSize 1M',
    `StreamMaxLength ${options.streamMaxLength ?? '60M'}`,
    'MaxThreads 2',
  ]
  writeFileSync(join(folder, 'clamd.conf'), `${lines.join('\n')}\n`)
  const child = spawn('clamd', ['-c', join(folder, 'clamd.conf')], { stdio: 'ignore' })
  await ready(new ClamdAntivirus({ address, timeoutMs: 2000 }), child)
  return {
    address,
    folder,
    stop: async () => {
      const ended = new Promise((done) => child.once('exit', done))
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function ready(clamd: ClamdAntivirus, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`clamd ended with ${child.exitCode}`)
    try {
      await clamd.ping()
      return
    } catch {
      await new Promise((done) => setTimeout(done, 100))
    }
  }
  throw new Error('clamd does not answer')
}
