import type { Request } from 'express'
import type OpenIDConnectStrategy from 'passport-openidconnect'
import { beginTransaction, sameText, type Transaction, TRANSACTION_LIFE_MS, type TransactionSeal } from './transaction'

export interface TransactionCookie {
  name: string
  secure: boolean
}

/**
 * The state store that the strategy is given in place of the one that needs a session: state, nonce and code verifier travel in
 * a sealed, HttpOnly, SameSite=Lax cookie of ten minutes, used once.
 */
export class TransactionStore implements OpenIDConnectStrategy.SessionStore {
  private readonly current = new WeakMap<Request, Transaction>()

  constructor(
    private readonly seal: TransactionSeal,
    private readonly cookie: TransactionCookie,
  ) {}

  begin(request: Request, returnTo: unknown): Transaction {
    const transaction = beginTransaction(returnTo)
    this.current.set(request, transaction)
    return transaction
  }

  /** The transaction that this callback answers, if the state is its own. The cookie is removed in any case. */
  resume(request: Request, state: unknown): Transaction | undefined {
    request.res?.clearCookie(this.cookie.name, this.cookieOptions())
    const value = cookieValue(request.headers.cookie, this.cookie.name)
    const transaction = value ? this.seal.open(value) : undefined
    if (!transaction || typeof state !== 'string' || !sameText(state, transaction.state)) return undefined
    this.current.set(request, transaction)
    return transaction
  }

  store(
    request: Request,
    _context: OpenIDConnectStrategy.SessionStoreContext,
    _appState: object | undefined,
    _meta: object | undefined,
    done: OpenIDConnectStrategy.SessionStoreCallback,
  ): void {
    const transaction = this.current.get(request)
    if (!transaction || !request.res) {
      done(new Error('the transaction was not begun'))
      return
    }
    request.res.cookie(this.cookie.name, this.seal.seal(transaction), {
      ...this.cookieOptions(),
      maxAge: TRANSACTION_LIFE_MS,
    })
    done(null, transaction.state)
  }

  verify(request: Request, state: string, done: OpenIDConnectStrategy.SessionVerifyCallback): void {
    const transaction = this.current.get(request)
    if (!transaction || !sameText(state, transaction.state)) done(null, false, { message: 'state' })
    else done(null, { nonce: transaction.nonce })
  }

  private cookieOptions(): { httpOnly: true; sameSite: 'lax'; secure: boolean; path: '/' } {
    return { httpOnly: true, sameSite: 'lax', secure: this.cookie.secure, path: '/' }
  }
}

/** One cookie of a `Cookie` header. */
export function cookieValue(header: string | undefined, name: string): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const [key, value] = [pair.slice(0, pair.indexOf('=')).trim(), pair.slice(pair.indexOf('=') + 1).trim()]
    if (key === name && value) return decodeURIComponent(value)
  }
  return undefined
}
