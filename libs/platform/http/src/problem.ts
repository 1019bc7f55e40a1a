/** An error meant for the person or program that asked: stable code, HTTP status, French sentences. */
export class ProblemError extends Error {
  constructor(
    readonly status: number,
    /** stable, e.g. `LETTER.CONFLICT` */
    readonly code: string,
    /** what happened, one French sentence */
    readonly title: string,
    /** what to do, or more of what happened */
    readonly detail?: string,
    readonly options: {
      errors?: { field: string; message: string }[]
      cause?: unknown
      headers?: Record<string, string>
      /** sent as it is, beside the sentences */
      details?: unknown
    } = {},
  ) {
    super(`${code}: ${title}`, options.cause === undefined ? {} : { cause: options.cause })
    this.name = 'ProblemError'
  }
}

export const notFound = (code: string, title: string): ProblemError => new ProblemError(404, code, title)
export const conflict = (code: string, title: string, detail?: string): ProblemError =>
  new ProblemError(409, code, title, detail)
export const unprocessable = (code: string, title: string, detail?: string): ProblemError =>
  new ProblemError(422, code, title, detail)
export const forbidden = (code: string, title: string, detail?: string): ProblemError =>
  new ProblemError(403, code, title, detail)
