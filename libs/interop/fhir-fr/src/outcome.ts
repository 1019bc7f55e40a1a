import type { OperationOutcome, OperationOutcomeIssue } from './types'

/** Codes of the value set issue-type (FHIR R4) that are used here. */
export type IssueCode =
  | 'invalid'
  | 'structure'
  | 'required'
  | 'value'
  | 'login'
  | 'forbidden'
  | 'not-supported'
  | 'not-found'
  | 'deleted'
  | 'conflict'
  | 'business-rule'
  | 'too-long'
  | 'too-costly'
  | 'throttled'
  | 'timeout'
  | 'transient'
  | 'exception'
  | 'informational'

export interface Issue {
  severity?: 'error' | 'warning' | 'information'
  code: IssueCode
  /** what happened, one French sentence */
  text: string
  /** stable code of the product, e.g. `PATIENT.UNKNOWN` */
  reason?: string
  /** what to do, or more of what happened */
  diagnostics?: string
  /** parameter or element that is concerned */
  expression?: string
}

/** System of the stable codes of the product in `issue.details`. */
export const REASON_SYSTEM = 'urn:anamnese:code'

/** A refusal of the FHIR interface: HTTP status and its coded issues, in French. */
export class FhirError extends Error {
  readonly code = 'FHIR.REFUSED'

  constructor(
    readonly status: number,
    readonly issues: readonly Issue[],
  ) {
    super(issues.map((issue) => issue.text).join(' '))
    this.name = 'FhirError'
  }
}

/** A 400 on one parameter. */
export function badParameter(name: string, text: string, code: IssueCode = 'value'): FhirError {
  return new FhirError(400, [{ code, text, expression: name, reason: 'FHIR.PARAMETER' }])
}

export function operationOutcome(issues: readonly Issue[]): OperationOutcome {
  return { resourceType: 'OperationOutcome', issue: issues.map(issueOf) }
}

function issueOf({ severity = 'error', code, text, reason, diagnostics, expression }: Issue): OperationOutcomeIssue {
  return {
    severity,
    code,
    details: { ...(reason === undefined ? {} : { coding: [{ system: REASON_SYSTEM, code: reason }] }), text },
    ...(diagnostics === undefined ? {} : { diagnostics }),
    ...(expression === undefined ? {} : { expression: [expression] }),
  }
}

/** What an RFC 9457 problem says, in the words of FHIR. */
export interface ProblemLike {
  status: number
  code: string
  title: string
  detail?: string | undefined
  errors?: readonly { field: string; message: string }[] | undefined
  correlationId?: string | undefined
}

export function issuesOfProblem({ status, code, title, detail, errors, correlationId }: ProblemLike): Issue[] {
  const said = [detail, correlationId === undefined ? undefined : `Corrélation : ${correlationId}.`]
  const diagnostics = said.filter((part) => part !== undefined).join(' ')
  const main: Issue = {
    code: issueCodeOf(status),
    text: title,
    reason: code,
    ...(diagnostics === '' ? {} : { diagnostics }),
  }
  return [
    main,
    ...(errors ?? []).map(({ field, message }): Issue => ({ code: 'value', text: message, expression: field })),
  ]
}

const BY_STATUS: Readonly<Record<number, IssueCode>> = {
  401: 'login',
  403: 'forbidden',
  404: 'not-found',
  405: 'not-supported',
  406: 'not-supported',
  409: 'conflict',
  410: 'deleted',
  413: 'too-long',
  415: 'not-supported',
  422: 'business-rule',
  429: 'throttled',
  503: 'transient',
  504: 'timeout',
}

export function issueCodeOf(status: number): IssueCode {
  return BY_STATUS[status] ?? (status >= 500 ? 'exception' : 'invalid')
}
