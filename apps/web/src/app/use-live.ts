import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { keys, staleAfter } from '../api/keys'
import { followLive } from './live-stream'

/**
 * Each change that the live stream tells makes stale what it touches. After a cut everything on screen is fetched again, since
 * changes may have been missed. Answers whether the stream is open.
 */
export function useLive(): boolean {
  const client = useQueryClient()
  const [open, setOpen] = useState(true)
  useEffect(
    () =>
      followLive(
        (news) => {
          setOpen(news.type !== 'cut')
          if (news.type === 'change') {
            for (const queryKey of staleAfter(news.change)) void client.invalidateQueries({ queryKey })
          } else if (news.type === 'open' && news.missed) {
            void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== keys.session[0] })
          }
        },
        () => void client.invalidateQueries({ queryKey: keys.session }),
      ),
    [client],
  )
  return open
}
