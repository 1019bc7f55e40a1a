import type { SignInError } from '@anamnese/interop-psc'
import { ServiceProblem } from '../services/service-client'

/** Why nobody is signed in, as the refusal page and the audit trail say it. */
export class SignInRefusal extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    readonly sentence: string,
    /** for the log and the trace */
    readonly detail: string,
    options?: ErrorOptions,
  ) {
    super(`${code}: ${detail}`, options)
    this.name = 'SignInRefusal'
  }
}

export function refusedByProvider(error: SignInError): SignInRefusal {
  return new SignInRefusal(error.code, error.status, error.sentence, error.detail, { cause: error })
}

export function inactiveAccount(): SignInRefusal {
  return new SignInRefusal('SIGN_IN.ACCOUNT_INACTIVE', 403, 'Votre compte est désactivé.', 'inactive account')
}

/** What the directory's refusal means for the person. */
export function refusedByDirectory(error: unknown): unknown {
  if (!(error instanceof ServiceProblem)) return error
  switch (error.status) {
    case 404:
      return new SignInRefusal(
        'SIGN_IN.NO_ACCOUNT',
        403,
        'Aucun compte ne porte votre identifiant national.',
        'no account',
      )
    case 409:
      return new SignInRefusal('SIGN_IN.LINKED_OTHERWISE', 403, error.title, 'the account is linked to another subject')
    default:
      return new SignInRefusal(
        'SIGN_IN.DIRECTORY',
        503,
        'Les comptes ne peuvent pas être lus pour le moment.',
        error.message,
        {
          cause: error,
        },
      )
  }
}
