/** What prevents servers or services from starting: a stable code and one French message that says what would help. */
export class StackError extends Error {
  override readonly name = 'StackError'
  constructor(
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** The text of anything thrown, on one line. */
export function reason(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.replace(/\s+/g, ' ').trim().slice(0, 600)
}
