/** What an antivirus says of bytes. */
export type Verdict = { clean: true } | { clean: false; signature: string }

/** Looks at bytes that come from outside, before anything else does. */
export interface Antivirus {
  /** the strategy, for supervision: `clamd` or `none` */
  readonly name: string
  /** @throws AntivirusError when it cannot say: the bytes wait, they are not taken for clean */
  scan(bytes: Buffer): Promise<Verdict>
  /** @throws AntivirusError when it does not answer */
  ping(): Promise<void>
}

/** The antivirus gave no verdict. `message` is a French sentence for people. */
export class AntivirusError extends Error {
  override readonly name = 'AntivirusError'

  constructor(
    readonly code: 'ANTIVIRUS.UNREACHABLE' | 'ANTIVIRUS.TOO_LARGE' | 'ANTIVIRUS.UNEXPECTED',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** No antivirus: for an installation whose mail relay and file shares are scanned elsewhere, by an explicit choice. */
export const NO_ANTIVIRUS: Antivirus = {
  name: 'none',
  scan: async () => ({ clean: true }),
  ping: async () => undefined,
}
