import fs from 'node:fs'
import { folders, type RunDescription, startSystem } from '@anamnese/tool-stack'

/** What is measured. */
export interface Subject {
  run: RunDescription
  /** from the launch to ready, in milliseconds; absent when it was already running */
  startupMs?: number
  stop: () => Promise<void>
}

/** The running product, or one that is started: then the time that it took is known. */
export async function subject(root: string, log: (line: string) => void, signal: AbortSignal): Promise<Subject> {
  const runFile = process.env['ANAMNESE_RUN'] ?? folders(root).runFile
  if (fs.existsSync(runFile)) {
    const run = JSON.parse(fs.readFileSync(runFile, 'utf8')) as RunDescription
    return { run, stop: () => Promise.resolve() }
  }
  const began = performance.now()
  const system = await startSystem({ root, log, signal })
  return { run: system.run(), startupMs: performance.now() - began, stop: () => system.stop() }
}
