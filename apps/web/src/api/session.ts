import type { OpenRecordRequest, OpenRecordResponse, Session } from '@anamnese/contracts'
import { call, rememberCsrfToken } from './client'
import { ApiError } from './problem'

/** Who is signed in, or null. */
export async function fetchSession(signal: AbortSignal): Promise<Session | null> {
  try {
    const session = await call<Session>('GET', '/auth/session', { signal })
    rememberCsrfToken(session.csrfToken)
    return session
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) {
      rememberCsrfToken(undefined)
      return null
    }
    throw error
  }
}

/** Ends the session here; the answer may give the page of Pro Santé Connect that ends it there. */
export function signOut(): Promise<{ redirectTo?: string } | undefined> {
  return call('POST', '/auth/logout')
}

/** Changes the exercise (a situation of work given by Pro Santé Connect) of the session. */
export function chooseExercise(id: string): Promise<Session> {
  return call('POST', '/auth/exercise', { body: { id } })
}

/** Opens a record; refused with `ACCESS.BREAK_GLASS_NEEDED` when a reason must be given. */
export function openRecord(patientId: string, request: OpenRecordRequest = {}): Promise<OpenRecordResponse> {
  return call('POST', `/api/patients/${patientId}/access`, { body: request })
}
