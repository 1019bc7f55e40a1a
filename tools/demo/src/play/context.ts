import type { DocumentView } from '@anamnese/contracts'
import type { RunDescription } from '@anamnese/tool-stack'
import type { GatewaySession } from '../client/gateway-session'
import type { MllpSender } from '../client/mllp-sender'
import type { DemoStay } from '../hospital/person'
import type { Artefacts } from './artefacts'
import type { WireTaps } from './wire-taps'

/** What the steps hand to each other. */
export interface PlayContext {
  run: RunDescription
  sender: MllpSender
  artefacts: Artefacts
  taps: WireTaps | undefined
  /** Instant of the play: its stay and its messages have identifiers of their own. */
  startedAt: Date
  stay?: DemoStay
  physician?: GatewaySession
  patientId?: string
  document?: DocumentView
}

export interface Step {
  id: string
  title: string
  /** Does it, observes that it happened, and says what was observed. */
  play(context: PlayContext): Promise<string>
}

/** A value that an earlier step must have left. */
export function known<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`${what} : l'étape précédente ne l'a pas donné`)
  return value
}
