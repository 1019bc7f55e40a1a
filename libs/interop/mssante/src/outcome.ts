/** What became of one recipient when the message was submitted. */
export type RecipientOutcome =
  | { address: string; status: 'accepted' }
  /** the server will never take it: no new attempt */
  | { address: string; status: 'refused'; code: number; text: string }
  /** circumstances: try again later */
  | { address: string; status: 'deferred'; code: number; text: string }

export interface SendOutcome {
  recipients: RecipientOutcome[]
  /** last answer of the server, for the trace */
  response: string
}

interface SmtpFailure {
  code?: string
  responseCode?: number
  response?: string
  message?: string
  recipient?: string
  rejectedErrors?: SmtpFailure[]
}

/** Codes of the SMTPERRORCODE table for what happens before the server answers. */
const CONNECTION_CODES: Readonly<Record<string, number>> = {
  ESOCKET: 111,
  ECONNECTION: 111,
  ECONNREFUSED: 111,
  EDNS: 512,
  ETIMEDOUT: 441,
  ETLS: 421,
  EREQUIRETLS: 421,
  EAUTH: 530,
}

/** The outcome of a submission that failed as a whole (nobody accepted). */
export function outcomeOfFailure(error: unknown, to: readonly string[]): SendOutcome {
  const failure = error as SmtpFailure
  const rejected = new Map((failure.rejectedErrors ?? []).map((one) => [one.recipient?.toLowerCase(), one]))
  return {
    response: failure.response ?? failure.message ?? 'aucune réponse',
    recipients: to.map((address) => classify(address, rejected.get(address) ?? failure)),
  }
}

/** The outcome of a submission that the server took for some recipients at least. */
export function outcomeOfSuccess(
  info: { rejectedErrors?: readonly unknown[] | undefined; response?: string },
  to: readonly string[],
): SendOutcome {
  const errors = (info.rejectedErrors ?? []) as SmtpFailure[]
  const rejected = new Map(errors.map((one) => [one.recipient?.toLowerCase(), one]))
  return {
    response: info.response ?? '',
    recipients: to.map((address) => {
      const failure = rejected.get(address)
      return failure ? classify(address, failure) : { address, status: 'accepted' }
    }),
  }
}

function classify(address: string, failure: SmtpFailure): RecipientOutcome {
  const text = (failure.response ?? failure.message ?? '').slice(0, 500)
  const answered = failure.responseCode
  // Bad credentials or a refused certificate concern our settings, not the letter: it waits for them to be put right.
  if (answered === undefined || failure.code === 'EAUTH' || failure.code === 'ETLS') {
    return { address, status: 'deferred', code: answered ?? CONNECTION_CODES[failure.code ?? ''] ?? 421, text }
  }
  // 530 and 454 are also said when the client certificate or the authentication is missing.
  const settings = answered === 530 || answered === 535 || answered === 538
  return { address, status: answered >= 500 && !settings ? 'refused' : 'deferred', code: answered, text }
}
