import type { Problem } from '@anamnese/contracts'

/** What the interface knows of a failure: the problem details of the server, or our own when the server said nothing. */
export class ApiError extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.title)
    this.name = 'ApiError'
    this.problem = problem
  }

  get code(): string {
    return this.problem.code
  }

  get status(): number {
    return this.problem.status
  }
}

/** Sentences for answers that carry no problem details: from a proxy, or when nothing answered at all. */
const BY_STATUS: Readonly<Record<number, { title: string; detail: string }>> = {
  0: {
    title: 'Le serveur ne répond pas.',
    detail: 'Vérifiez la connexion au réseau puis réessayez. Ce que vous avez saisi est conservé.',
  },
  400: { title: 'La demande n’est pas valable.', detail: 'Vérifiez ce qui a été saisi puis réessayez.' },
  401: { title: 'Votre session est terminée.', detail: 'Identifiez-vous à nouveau pour continuer.' },
  403: {
    title: 'Vous n’avez pas le droit de faire cela.',
    detail: 'Adressez-vous à l’administrateur si ce droit vous est nécessaire.',
  },
  404: { title: 'Cet élément n’existe pas ou plus.', detail: 'Revenez à la liste pour en choisir un autre.' },
  409: {
    title: 'Quelqu’un a modifié cet élément entre-temps.',
    detail: 'Rechargez-le pour voir ce qui a changé, puis recommencez.',
  },
  413: { title: 'Ce contenu est trop volumineux.', detail: 'Réduisez-le puis réessayez.' },
  429: { title: 'Trop de demandes en peu de temps.', detail: 'Attendez une minute puis réessayez.' },
  502: { title: 'Un service est momentanément arrêté.', detail: 'Réessayez dans quelques instants.' },
  503: { title: 'Un service est momentanément arrêté.', detail: 'Réessayez dans quelques instants.' },
  504: { title: 'Un service a mis trop de temps à répondre.', detail: 'Réessayez dans quelques instants.' },
}

const UNEXPECTED = {
  title: 'Une erreur imprévue s’est produite.',
  detail: 'Réessayez ; si elle se répète, donnez la référence au support.',
}

/**
 * The error of an HTTP answer. `body` is what the server sent, parsed when it was JSON; `correlationId` comes from its headers.
 * A problem with a title of its own keeps it; anything else gets a French sentence according to the status.
 */
export function problemOf(status: number, body: unknown, correlationId?: string | null): Problem {
  const known = BY_STATUS[status] ?? UNEXPECTED
  const sent = isRecord(body) ? body : {}
  const title = text(sent['title'])
  const reference = text(sent['correlationId']) ?? correlationId ?? undefined
  const errors = Array.isArray(sent['errors']) ? sent['errors'].filter(isFieldError) : []
  const detail = text(sent['detail']) ?? (title === undefined ? known.detail : undefined)
  return {
    type: text(sent['type']) ?? 'about:blank',
    title: title ?? known.title,
    status,
    code: text(sent['code']) ?? (status === 0 ? 'NETWORK.UNREACHABLE' : `HTTP.${status}`),
    ...(detail === undefined ? {} : { detail }),
    ...(reference === undefined ? {} : { correlationId: reference }),
    ...(errors.length === 0 ? {} : { errors }),
    ...(sent['details'] === undefined ? {} : { details: sent['details'] }),
  }
}

/** Any thrown value as an ApiError, so that one component can show it. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  return new ApiError({ type: 'about:blank', status: -1, code: 'WEB.UNEXPECTED', ...UNEXPECTED })
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function isFieldError(value: unknown): value is { field: string; message: string } {
  return isRecord(value) && typeof value['field'] === 'string' && typeof value['message'] === 'string'
}
