import fs from 'node:fs'
import { identify, isSameAndAlive, type ProcessIdentity } from './identity'

/** Processes started on a data folder, written down so that the next start finds those that a killed launcher left. */
export class ProcessRecord {
  private readonly known = new Map<string, ProcessIdentity>()

  constructor(private readonly file: string) {}

  add(name: string, pid: number): void {
    this.known.set(name, identify(pid))
    this.save()
  }

  clear(): void {
    this.known.clear()
    fs.rmSync(this.file, { force: true })
  }

  private save(): void {
    fs.writeFileSync(`${this.file}.new`, JSON.stringify(Object.fromEntries(this.known)))
    fs.renameSync(`${this.file}.new`, this.file)
  }

  /** Stops the processes written down by an earlier run that still live; returns their names. */
  async stopLeftovers(): Promise<string[]> {
    if (!fs.existsSync(this.file)) return []
    let found: Record<string, ProcessIdentity>
    try {
      found = JSON.parse(fs.readFileSync(this.file, 'utf8')) as Record<string, ProcessIdentity>
    } catch {
      found = {} // cut short by a full disk or a power failure: nothing can be recognised from it
    }
    const left = Object.entries(found).filter(([, identity]) => isSameAndAlive(identity))
    await Promise.all(left.map(([, identity]) => stopProcess(identity)))
    this.clear()
    return left.map(([name]) => name)
  }
}

/** Ends one process: SIGTERM, then SIGKILL after `graceMs`. Never touches another process that got the same number. */
export async function stopProcess(identity: ProcessIdentity, graceMs = 10_000): Promise<void> {
  const send = (signal: NodeJS.Signals): void => {
    try {
      if (isSameAndAlive(identity)) process.kill(identity.pid, signal)
    } catch {
      // it ended between the look and the signal
    }
  }
  send('SIGTERM')
  const deadline = Date.now() + graceMs
  while (isSameAndAlive(identity)) {
    if (Date.now() > deadline) send('SIGKILL')
    if (Date.now() > deadline + 5_000) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
