import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useNavigate } from 'react-router'
import { keys } from '../api/keys'
import { signOut } from '../api/session'
import { dropDrafts } from '../ui/draft'
import { notifyError } from '../ui/notify'
import { paths } from './paths'

/**
 * Signs out. A person who asks for it loses their local drafts (the workstation is shared) and is also signed out of Pro Santé
 * Connect; an idle session ends here only (EXI PSC 32) and keeps its drafts for the return.
 */
export function useSignOut(): (why: 'asked' | 'idle') => Promise<void> {
  const client = useQueryClient()
  const navigate = useNavigate()
  return useCallback(
    async (why) => {
      try {
        const answer = await signOut()
        if (why === 'asked') dropDrafts()
        if (why === 'asked' && answer?.redirectTo !== undefined) {
          window.location.assign(answer.redirectTo)
          return
        }
      } catch (error) {
        notifyError(error)
        return
      }
      void navigate(`${paths.signedOut}?motif=${why}`)
      client.setQueryData(keys.session, null)
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== keys.session[0] })
    },
    [client, navigate],
  )
}
