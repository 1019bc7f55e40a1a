import { type ArgumentsHost, Catch, type ExceptionFilter, Inject } from '@nestjs/common'
import type { Request, Response } from 'express'
import { FHIR_JSON, FhirError, issuesOfProblem, operationOutcome } from '@anamnese/interop-fhir-fr'
import { ProblemError, problemOf } from '@anamnese/platform-http'
import type { Log } from '@anamnese/platform-logging'
import { LOG } from '@anamnese/platform-service'

/** Every error of the FHIR interface is an OperationOutcome, in French, with coded issues. */
@Catch()
export class FhirFilter implements ExceptionFilter {
  constructor(@Inject(LOG) private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp()
    const request = http.getRequest<Request>()
    const status = answerOutcome(error, http.getResponse<Response>())
    if (status >= 500) this.log.error({ err: error, method: request.method }, 'erreur de l’interface FHIR')
  }
}

/** Answers an error as an OperationOutcome; returns its status. An answer that has begun can only be cut. */
export function answerOutcome(error: unknown, response: Response): number {
  const { status, issues } = error instanceof FhirError ? error : fromProblem(error)
  if (response.headersSent) {
    response.destroy()
    return status
  }
  if (error instanceof ProblemError) response.set(error.options.headers ?? {})
  response
    .status(status)
    .set('Cache-Control', 'no-store')
    .type(FHIR_JSON)
    .send(JSON.stringify(operationOutcome(issues)))
  return status
}

function fromProblem(error: unknown): Pick<FhirError, 'status' | 'issues'> {
  const problem = problemOf(error)
  return { status: problem.status, issues: issuesOfProblem(problem) }
}
