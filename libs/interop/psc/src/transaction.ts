import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'

/** What the gateway has to find again when the browser comes back from the provider. */
export interface Transaction {
  state: string
  nonce: string
  codeVerifier: string
  /** path of the interface to show afterwards */
  returnTo: string
  /** milliseconds since 1970 */
  startedAt: number
}

export const TRANSACTION_LIFE_MS = 10 * 60 * 1000

const random = (): string => randomBytes(32).toString('base64url')

/** Only a path of this origin is ever followed, or a link could send people elsewhere after their sign-in. */
export function safeReturnTo(path: unknown): string {
  return typeof path === 'string' && /^\/(?![/\\])[^\s\\]{0,500}$/.test(path) ? path : '/'
}

export function beginTransaction(returnTo: unknown, now = Date.now()): Transaction {
  return { state: random(), nonce: random(), codeVerifier: random(), returnTo: safeReturnTo(returnTo), startedAt: now }
}

/** The PKCE challenge of a verifier (RFC 7636, S256). */
export function codeChallenge(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url')
}

export function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/**
 * Seals transactions for a cookie: authenticated, so that nobody makes one up, and encrypted, so that the code verifier
 * does not lie readable in the browser. A cookie rather than a session: nothing is stored for a sign-in that never ends.
 */
export class TransactionSeal {
  private readonly key: Buffer

  constructor(secret: string) {
    this.key = Buffer.from(hkdfSync('sha256', secret, 'anamnese', 'sign-in transaction', 32))
  }

  seal(transaction: Transaction): string {
    const iv = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', this.key, iv)
    const sealed = Buffer.concat([cipher.update(JSON.stringify(transaction), 'utf8'), cipher.final()])
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')
  }

  /** Undefined when the value was not sealed here, was changed, or is older than ten minutes. */
  open(value: string, now = Date.now()): Transaction | undefined {
    const bytes = Buffer.from(value, 'base64url')
    if (bytes.length < 29 || bytes.length > 4096) return undefined
    const decipher = createDecipheriv('aes-256-gcm', this.key, bytes.subarray(0, 12), { authTagLength: 16 })
    decipher.setAuthTag(bytes.subarray(12, 28))
    let text: string
    try {
      text = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
    } catch {
      // Not ours: an ordinary outcome for a value that comes from outside.
      return undefined
    }
    const transaction = JSON.parse(text) as Transaction
    return now - transaction.startedAt <= TRANSACTION_LIFE_MS ? transaction : undefined
  }
}
