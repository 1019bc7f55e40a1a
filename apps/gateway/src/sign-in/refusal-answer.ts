import type { Request, Response } from 'express'
import type { Problem } from '@anamnese/contracts'
import { currentCorrelation } from '@anamnese/platform-logging'
import type { SignInRefusal } from './refusal'

/** Page of the interface that says why a sign-in did not succeed. */
export const REFUSED_PATH = '/acces-refuse'

/** A person gets the page that explains; a program, problem details. */
export function answerRefusal(request: Request, response: Response, refusal: SignInRefusal): void {
  const correlationId = currentCorrelation()?.correlationId
  if (request.accepts(['html', 'json']) === 'html') {
    const query = new URLSearchParams({ code: refusal.code, ...(correlationId ? { reference: correlationId } : {}) })
    response.redirect(303, `${REFUSED_PATH}?${query.toString()}`)
    return
  }
  const problem: Problem = {
    type: 'about:blank',
    title: refusal.sentence,
    status: refusal.status,
    code: refusal.code,
    ...(correlationId === undefined ? {} : { correlationId }),
  }
  response.status(refusal.status).type('application/problem+json').send(JSON.stringify(problem))
}
