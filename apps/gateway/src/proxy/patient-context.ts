import type { Request } from 'express'
import type { Actor } from '@anamnese/contracts'
import { forbidden } from '@anamnese/platform-http'
import type { GatewaySession, OpenRecord } from '../sessions/gateway-session'

/** Work on identities: done from worklists, by people whose task it is, without opening the record one by one. */
const IDENTITY_WORK = /^\/patients\/[^/]+(\/(insi|proofs|qualify|identity)(\/.*)?)?$/

/** The patient that a path names, at its beginning or under another service's name (`/audit/patients/:id`). */
export function patientInPath(path: string): string | undefined {
  const id = /^(?:\/[a-z-]+)?\/patients\/([^/]+)/.exec(path)?.[1]
  return id === undefined ? undefined : decode(id)
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/**
 * Which of the open records a request is about when its path does not say: what the page says (header, query, address of the
 * page), else the last one opened. Only records that are open can be named, so a wrong hint gives nothing.
 */
function hinted(request: Request, open: OpenRecord[]): OpenRecord | undefined {
  const { query } = request
  const page =
    URL.parse(request.headers.referer ?? '')
      ?.pathname.split('/')
      .map(decode) ?? []
  const named = [request.headers['x-patient-id'], query.patientId]
  return (
    open.find(({ patientId }) => named.includes(patientId)) ??
    open.find(({ patientId }) => page.includes(patientId)) ??
    open.at(-1)
  )
}

const contextOf = ({ patientId, purpose, reason }: OpenRecord): NonNullable<Actor['patientContext']> => ({
  patientId,
  purpose,
  ...(reason === undefined ? {} : { reason }),
})

/**
 * The record that the services are told to be open for this request.
 * @throws ProblemError 403 `ACCESS.RECORD_CLOSED` when the path is of a record that this person did not open
 */
export function patientContextFor(
  request: Request,
  path: string,
  session: GatewaySession,
): Actor['patientContext'] | undefined {
  const patientId = patientInPath(path)
  if (patientId === undefined) {
    const record = hinted(request, session.openRecords)
    return record === undefined ? undefined : contextOf(record)
  }
  const record = session.openRecords.find((open) => open.patientId === patientId)
  if (record !== undefined) return contextOf(record)
  if (session.actor.permissions.includes('identity.write') && IDENTITY_WORK.test(path))
    return { patientId, purpose: 'identity' }
  throw forbidden(
    'ACCESS.RECORD_CLOSED',
    'Ce dossier n’est pas ouvert.',
    'Ouvrez le dossier du patient, puis recommencez.',
  )
}
