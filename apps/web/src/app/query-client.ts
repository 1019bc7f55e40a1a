import { QueryCache, QueryClient } from '@tanstack/react-query'
import { whenSignedOut } from '../api/client'
import { keys } from '../api/keys'
import { toApiError } from '../api/problem'

/** Answers stay on screen while they are fetched again; a refusal is not asked twice, a service that restarts is. */
export function createQueryClient(): QueryClient {
  const client = new QueryClient({
    queryCache: new QueryCache(),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (count, error) => {
          const { status } = toApiError(error)
          return count < 2 && (status === 0 || status >= 502)
        },
        retryDelay: (attempt) => 500 * 2 ** attempt,
      },
      mutations: { retry: false },
    },
  })
  whenSignedOut(() => {
    client.setQueryData(keys.session, null)
    client.removeQueries({ predicate: (query) => query.queryKey[0] !== keys.session[0] })
  })
  return client
}
