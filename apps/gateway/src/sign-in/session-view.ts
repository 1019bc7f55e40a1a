import type { Session } from '@anamnese/contracts'
import type { GatewaySession } from '../sessions/gateway-session'

/** The session as the interface sees it. */
export function toSession(session: GatewaySession, idleSeconds: number): Session {
  return {
    actor: session.actor,
    csrfToken: session.csrfToken,
    expiresAt: session.endsAt.toISOString(),
    idleSeconds,
    exercises: session.exercises.map(({ id, label }) => ({ id, label, current: id === session.exerciseId })),
  }
}
