/** The Annuaire Santé could not be asked, or answered something else than expected. Never a reason to stop care. */
export class AnnuaireError extends Error {
  constructor(
    readonly code: 'ANNUAIRE.UNAVAILABLE' | 'ANNUAIRE.BUSY' | 'ANNUAIRE.REFUSED' | 'ANNUAIRE.ANSWER',
    message: string,
    /** milliseconds after which the server accepts another request, when it said so */
    readonly retryAfterMs?: number,
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.name = 'AnnuaireError'
  }
}
