import { fork, type ChildProcess } from 'node:child_process'
import { createRequire } from 'node:module'
import { connect } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { MailRefusal } from './options'

const START_TIMEOUT_MS = 30_000

/** One Haraka child process. It dies with us: it exits when the channel between us closes. */
export class HarakaProcess {
  private readonly tail: string[] = []

  private constructor(
    private readonly child: ChildProcess,
    private readonly log: (line: string) => void,
  ) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.record(text)
      })
    }
  }

  /** Starts and waits until the port greets with 220. @throws Error with the last log lines when it does not. */
  static async start(
    home: string,
    address: { host: string; port: number },
    log: (line: string) => void,
  ): Promise<HarakaProcess> {
    const haraka = dirname(createRequire(__filename).resolve('Haraka/package.json'))
    const { NODE_OPTIONS: _nodeOptions, ...environment } = process.env
    const child = fork(join(haraka, 'bin', 'haraka'), ['-c', home], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...environment, HARAKA: home },
      execArgv: [],
    })
    const started = new HarakaProcess(child, log)
    const deadline = Date.now() + START_TIMEOUT_MS
    while (!(await greets(address))) {
      if (child.exitCode !== null || child.signalCode !== null || Date.now() > deadline) {
        child.kill('SIGKILL')
        throw new Error(`Le serveur de messagerie n'a pas démarré : ${started.tail.join(' | ')}`)
      }
      await wait(50)
    }
    return started
  }

  /** Replaces the armed refusals; resolves when the server has taken them. */
  async arm(refusals: readonly MailRefusal[]): Promise<void> {
    const taken = new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new Error("Le serveur de messagerie n'a pas confirmé les refus armés."))
      }, 5000)
      this.child.once('message', () => {
        clearTimeout(timer)
        resolve()
      })
    })
    this.child.send({ event: 'refusals', refusals })
    await taken
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return
    const exited = new Promise<void>((resolve) =>
      this.child.once('exit', () => {
        resolve()
      }),
    )
    this.child.kill('SIGKILL')
    await exited
  }

  private record(text: string): void {
    for (const line of text.split('\n').filter(Boolean)) {
      this.tail.push(line)
      if (this.tail.length > 20) this.tail.shift()
      this.log(line)
    }
  }
}

function greets({ host, port }: { host: string; port: number }): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1000 })
    const end = (ok: boolean): void => {
      socket.destroy()
      resolve(ok)
    }
    socket.once('data', (data) => {
      end(data.toString('latin1').startsWith('220'))
    })
    socket.once('error', () => {
      end(false)
    })
    socket.once('timeout', () => {
      end(false)
    })
    socket.once('close', () => {
      end(false)
    })
  })
}
