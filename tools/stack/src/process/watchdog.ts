import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'

/** Order in which orphans are ended: what uses the servers first. */
export const STAGE = { services: 0, simulators: 1, servers: 2 } as const
export type Stage = (typeof STAGE)[keyof typeof STAGE]

/** A small process that outlives this one just long enough to end its children (see watchdog.cjs). */
export class Watchdog {
  private readonly child: ChildProcess

  constructor() {
    const script = path.resolve(__dirname, '../../watchdog.cjs')
    this.child = spawn(process.execPath, ['--max-old-space-size=16', script], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    this.child.unref()
    this.child.on('error', () => undefined) // without it children still end on an ordinary stop
    this.child.stdin?.on('error', () => undefined)
    ;(this.child.stdin as (NodeJS.WritableStream & { unref?: () => void }) | null)?.unref?.()
  }

  private say(command: object): void {
    this.child.stdin?.write(`${JSON.stringify(command)}\n`)
  }

  add(pid: number, stage: Stage): void {
    this.say({ add: pid, stage })
  }

  remove(pid: number): void {
    this.say({ remove: pid })
  }

  /** The file is removed too if this process dies. */
  removeFileAtEnd(file: string): void {
    this.say({ unlink: file })
  }

  /** All is stopped: the watchdog leaves without doing anything. */
  dismiss(): void {
    this.say({ done: true })
    this.child.stdin?.end()
  }
}
