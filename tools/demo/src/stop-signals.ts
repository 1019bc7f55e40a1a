import { readFileSync } from 'node:fs'

const LOOK_MS = 1_000

/** Ancestors up to npm, when npm started this: a killed npm does not tell its children. */
function ancestors(): number[] {
  if (process.env['npm_lifecycle_event'] === undefined || process.platform !== 'linux') return []
  const parentOf = (pid: number): number =>
    Number(
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')[1],
    )
  try {
    const parent = process.ppid
    const shell = readFileSync(`/proc/${parent}/cmdline`, 'utf8').startsWith('sh\0')
    return shell ? [parent, parentOf(parent)] : [parent]
  } catch {
    return []
  }
}

/**
 * Calls `stop` once, at the first Ctrl-C, SIGTERM or SIGHUP, or when npm is gone. What comes while it stops is ignored: npm passes
 * on the Ctrl-C that the terminal has already sent.
 */
export function onStopRequest(stop: (why: string) => void): void {
  let asked = false
  const ask = (why: string): void => {
    if (asked) return
    asked = true
    stop(why)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      ask(signal)
    })
  const watched = ancestors().filter((pid) => pid > 1)
  if (watched.length === 0) return
  setInterval(() => {
    for (const pid of watched) {
      try {
        process.kill(pid, 0)
      } catch {
        ask('npm est terminé')
      }
    }
  }, LOOK_MS).unref()
}
