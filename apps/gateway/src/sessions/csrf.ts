import type { Request } from 'express'
import { sameText } from '@anamnese/interop-psc'
import { ProblemError } from '@anamnese/platform-http'
import type { GatewaySession } from './gateway-session'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * An unsafe request with a session cookie has to show the token that only our pages can read. `SameSite` already stops other
 * sites; this also stops another application on the same site.
 * @throws ProblemError 403 `CSRF.TOKEN`
 */
export function checkCsrf(request: Request, session: Pick<GatewaySession, 'csrfToken'>): void {
  if (SAFE.has(request.method)) return
  const given = request.headers['x-csrf-token']
  if (typeof given === 'string' && sameText(given, session.csrfToken)) return
  throw new ProblemError(
    403,
    'CSRF.TOKEN',
    'La demande ne vient pas d’une page de l’application.',
    'Rechargez la page.',
  )
}
