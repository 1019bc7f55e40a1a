import type { LiveChange } from '@anamnese/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { keys, staleAfter } from '../api/keys'

const REOPEN_AFTER = 10_000

/**
 * Follows the live stream: each change makes stale what it touches. After a cut everything on screen is fetched again,
 * since changes may have been missed. Answers whether the stream is open.
 */
export function useLive(): boolean {
  const client = useQueryClient()
  const [open, setOpen] = useState(true)
  useEffect(() => {
    let source: EventSource | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let wasCut = false
    const connect = (): void => {
      source = new EventSource('/api/live')
      source.addEventListener('change', (event: MessageEvent<string>) => {
        for (const queryKey of staleAfter(JSON.parse(event.data) as LiveChange)) {
          void client.invalidateQueries({ queryKey })
        }
      })
      source.onopen = () => {
        setOpen(true)
        if (wasCut) void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== keys.session[0] })
        wasCut = false
      }
      source.onerror = () => {
        wasCut = true
        setOpen(false)
        // The browser reopens a cut stream by itself, not one that the server refused.
        if (source?.readyState === EventSource.CLOSED) {
          void client.invalidateQueries({ queryKey: keys.session })
          timer = setTimeout(connect, REOPEN_AFTER)
        }
      }
    }
    connect()
    return () => {
      clearTimeout(timer)
      source?.close()
    }
  }, [client])
  return open
}
