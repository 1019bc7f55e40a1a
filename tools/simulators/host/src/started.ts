import type { HostConfig } from './config'

export interface StartedSimulator {
  /** What programs need to know of it, for `var/run.json`. */
  addresses: Record<string, string>
  close(): Promise<void>
}
export type Starter = (config: HostConfig, log: (line: string) => void) => Promise<StartedSimulator>
