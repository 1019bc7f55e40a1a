import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common'
import type { Request, Response } from 'express'
import type { Problem } from '@anamnese/contracts'
import { currentCorrelation, type Log } from '@anamnese/platform-logging'
import { ProblemError } from './problem'

const TITLES: Record<number, string> = {
  400: 'La demande est incorrecte.',
  401: 'Il faut être authentifié.',
  403: 'Cette action n’est pas permise.',
  404: 'Cette adresse ne correspond à rien.',
  405: 'Cette méthode n’est pas possible ici.',
  413: 'L’envoi est trop volumineux.',
  415: 'Ce type de contenu n’est pas accepté.',
  429: 'Trop de demandes en peu de temps. Patientez un instant.',
  503: 'Le service est momentanément indisponible. Réessayez dans un instant.',
}

/** Every error leaves as RFC 9457 problem details. What is unexpected is logged whole and said without its details. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp()
    const request = http.getRequest<Request>()
    const response = http.getResponse<Response>()
    const problem = problemOf(error)
    if (problem.status >= 500)
      this.log.error({ err: error, method: request.method, route: request.route as unknown }, problem.title)
    if (response.headersSent) {
      response.destroy()
      return
    }
    if (error instanceof ProblemError) response.set(error.options.headers ?? {})
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem))
  }
}

/** What an error says to who asked: its own sentences when it is meant for them, nothing of its details when it is unexpected. */
export function problemOf(error: unknown): Problem {
  const correlationId = currentCorrelation()?.correlationId
  const tail = correlationId === undefined ? {} : { correlationId }
  if (error instanceof ProblemError) {
    return {
      type: 'about:blank',
      title: error.title,
      status: error.status,
      code: error.code,
      ...(error.detail === undefined ? {} : { detail: error.detail }),
      ...(error.options.errors === undefined ? {} : { errors: error.options.errors }),
      ...(error.options.details === undefined ? {} : { details: error.options.details }),
      ...tail,
    }
  }
  const status = error instanceof HttpException ? error.getStatus() : statusOfMiddleware(error)
  if (status !== undefined) {
    return {
      type: 'about:blank',
      title: TITLES[status] ?? 'La demande a été refusée.',
      status,
      code: `HTTP.${status}`,
      ...tail,
    }
  }
  return {
    type: 'about:blank',
    title: 'Une erreur inattendue s’est produite.',
    detail: 'Réessayez ; si elle persiste, transmettez l’identifiant de corrélation au support.',
    status: 500,
    code: 'INTERNAL',
    ...tail,
  }
}

/** Body parsers throw errors that carry their status (413, 400…). */
function statusOfMiddleware(error: unknown): number | undefined {
  const status = (error as { status?: unknown } | null)?.status
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined
}
