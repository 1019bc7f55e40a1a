import type { Permission, Session } from '@anamnese/contracts'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext } from 'react'
import { keys } from '../api/keys'
import { fetchSession } from '../api/session'

const SessionContext = createContext<Session | undefined>(undefined)

export function useSessionQuery(): UseQueryResult<Session | null> {
  return useQuery({
    queryKey: keys.session,
    queryFn: ({ signal }) => fetchSession(signal),
    staleTime: 60_000,
    refetchOnWindowFocus: true,
  })
}

export function SessionProvider({ session, children }: { session: Session; children: ReactNode }): ReactNode {
  return <SessionContext value={session}>{children}</SessionContext>
}

/** Who is signed in. Only inside the part of the interface that needs a session. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (session === undefined) throw new Error('useSession outside of a session')
  return session
}

/** Whether the person may do this. The server decides again: this only avoids showing what would be refused. */
export function useCan(): (...permissions: readonly Permission[]) => boolean {
  const { actor } = useSession()
  return (...permissions) => permissions.some((permission) => actor.permissions.includes(permission))
}
