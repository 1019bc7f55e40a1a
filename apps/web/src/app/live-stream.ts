import type { LiveChange } from '@anamnese/contracts'

const REOPEN_AFTER = 10_000
const CHANNEL = 'anamnese.live'

/** What the stream tells: a change, that it was cut, that it is open again (`missed`: changes may have passed meanwhile). */
export type LiveNews = { type: 'change'; change: LiveChange } | { type: 'cut' } | { type: 'open'; missed: boolean }

/**
 * Follows the live stream. The windows of a browser share one connection (a browser grants six per server without HTTP/2, which
 * six records side by side would use up): the window that holds the lock listens to the server and tells the others.
 * Answers how to stop.
 */
export function followLive(tell: (news: LiveNews) => void, onRefused: () => void): () => void {
  const stop = new AbortController()
  const channel = new BroadcastChannel(CHANNEL)
  channel.onmessage = (event: MessageEvent<LiveNews>) => {
    tell(event.data)
  }
  const tellAll = (news: LiveNews): void => {
    tell(news)
    channel.postMessage(news)
  }
  const asked = Date.now()
  navigator.locks
    .request(CHANNEL, { signal: stop.signal }, () => listen(tellAll, onRefused, stop.signal, Date.now() - asked > 1000))
    .catch((error: unknown) => {
      if (!stop.signal.aborted) throw error
    })
  return () => {
    stop.abort()
    channel.close()
  }
}

/** Listens to the server until told to stop. The browser reopens a cut stream by itself, not one that the server refused. */
async function listen(
  tell: (news: LiveNews) => void,
  onRefused: () => void,
  stop: AbortSignal,
  tookOver: boolean,
): Promise<void> {
  let missed = tookOver
  let timer: ReturnType<typeof setTimeout> | undefined
  let source: EventSource | undefined
  const connect = (): void => {
    source = new EventSource('/api/live')
    source.addEventListener('change', (event: MessageEvent<string>) => {
      tell({ type: 'change', change: JSON.parse(event.data) as LiveChange })
    })
    source.onopen = () => {
      tell({ type: 'open', missed })
      missed = false
    }
    source.onerror = () => {
      missed = true
      tell({ type: 'cut' })
      if (source?.readyState !== EventSource.CLOSED) return
      onRefused()
      timer = setTimeout(connect, REOPEN_AFTER)
    }
  }
  connect()
  await new Promise<void>((resolve) => {
    stop.addEventListener('abort', () => {
      resolve()
    })
  })
  clearTimeout(timer)
  source?.close()
}
