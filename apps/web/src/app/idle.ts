/** How a session that nobody uses comes to its end: silently, then with a warning, then signed out. */
export type IdleState = 'active' | 'warning' | 'over'

export const WARNING_SECONDS = 60

/** The state of a session `idleSeconds` long, last used at `lastActivity` (both instants in milliseconds). */
export function idleState(lastActivity: number, now: number, idleSeconds: number): IdleState {
  const left = idleSeconds - (now - lastActivity) / 1000
  if (left <= 0) return 'over'
  return left <= WARNING_SECONDS ? 'warning' : 'active'
}
