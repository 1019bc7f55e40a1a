import net from 'node:net'

// Below the range that systems give to outgoing connections (32768 on Linux, 49152 elsewhere): a port kept for long would be lost there.
const LOWEST = 20_000
const HIGHEST = 32_000

/** True when this process can listen on 127.0.0.1:port now. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer()
    server.once('error', () => {
      resolve(false)
    })
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      server.close(() => {
        resolve(true)
      })
    })
  })
}

/** A free port, chosen at random so that two starts at once rarely try the same; `taken` are not considered. */
export async function freePort(taken: ReadonlySet<number> = new Set()): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST))
    if (!taken.has(port) && (await isPortFree(port))) return port
  }
  throw new Error(`no free port between ${LOWEST} and ${HIGHEST} on 127.0.0.1`)
}

/** True when something accepts connections on host:port. */
export function accepts(port: number, host = '127.0.0.1', timeoutMs = 1_000): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host, timeout: timeoutMs })
    const end = (answer: boolean): void => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', () => {
      end(true)
    })
    socket.once('timeout', () => {
      end(false)
    })
    socket.once('error', () => {
      end(false)
    })
  })
}

/** Waits until host:port accepts connections; false when `timeoutMs` passed or `gaveUp()` says so. */
export async function waitForPort(port: number, timeoutMs: number, gaveUp: () => boolean): Promise<boolean> {
  const deadline = Date.now() + timeoutMs
  while (Date.now() < deadline && !gaveUp()) {
    if (await accepts(port)) return true
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return false
}
