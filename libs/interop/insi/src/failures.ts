/** What can go wrong around a call of INSi. */
export type InsiFailure =
  | 'traits'
  | 'request'
  | 'authorisation'
  | 'access'
  | 'service'
  | 'tls'
  | 'unreachable'
  | 'timeout'
  | 'interrupted'
  | 'http'
  | 'unreadable'
  | 'suspended'
  | 'unconfigured'

interface FailureRule {
  next: string
  /** the same call may succeed later */
  retryable: boolean
  /** counts for the circuit breaker */
  ofService: boolean
}

const LATER = 'La prise en charge continue ; rappeler INSi plus tard.'
const SUPPORT = 'La prise en charge continue ; prévenir l’administrateur du logiciel.'

/** One line per failure: what the person may do, whether to try again, whether the teleservice is in trouble. */
export const FAILURES: Readonly<Record<InsiFailure, FailureRule>> = {
  traits: { next: 'Compléter l’identité, puis rappeler INSi.', retryable: false, ofService: false },
  request: { next: 'Vérifier les traits, puis rappeler INSi.', retryable: false, ofService: false },
  authorisation: { next: SUPPORT, retryable: false, ofService: true },
  access: { next: SUPPORT, retryable: false, ofService: true },
  service: { next: LATER, retryable: true, ofService: true },
  tls: { next: SUPPORT, retryable: true, ofService: true },
  unreachable: { next: LATER, retryable: true, ofService: true },
  timeout: { next: LATER, retryable: true, ofService: true },
  interrupted: { next: LATER, retryable: true, ofService: true },
  http: { next: LATER, retryable: true, ofService: true },
  unreadable: { next: SUPPORT, retryable: true, ofService: true },
  suspended: { next: LATER, retryable: true, ofService: false },
  unconfigured: { next: SUPPORT, retryable: false, ofService: false },
}
