/** Looks again until something is there; says what was awaited when it never comes. */
export async function eventually<T>(what: string, look: () => Promise<T | undefined>, timeoutMs = 45_000): Promise<T> {
  const deadline = Date.now() + timeoutMs
  let last = ''
  while (Date.now() < deadline) {
    try {
      const found = await look()
      if (found !== undefined) return found
    } catch (error) {
      last = ` (${error instanceof Error ? error.message : String(error)})`
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`${what} : rien après ${timeoutMs / 1000} s${last}`)
}
