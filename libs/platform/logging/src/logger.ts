import type { LoggerService } from '@nestjs/common'
import pino from 'pino'
import { currentCorrelation } from './correlation'

/** Names under which a secret or health data could slip into a log line. pino replaces their values. */
const REDACTED = [
  'authorization', 'cookie', 'password', 'secret', 'clientSecret', 'token', 'accessToken', 'idToken', 'refreshToken',
  'matricule', 'ins', 'traits', 'birthName', 'birthDate', 'firstBirthGivenName', 'patientName', 'hl7', 'text', 'body', 'content', 'cda',
] // prettier-ignore

export type Log = pino.Logger

/** JSON lines on standard output: time, level, service, correlation; values of sensitive names are replaced at three depths. */
export function createLogger(service: string, level = 'info', destination?: pino.DestinationStream): Log {
  return pino(
    {
      level,
      base: { service, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      mixin: () => {
        const correlation = currentCorrelation()
        return correlation === undefined ? {} : { correlationId: correlation.correlationId }
      },
      redact: { paths: REDACTED.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[masqué]' },
      serializers: { err: describeError, error: describeError },
    },
    destination ?? pino.destination({ sync: false }),
  )
}

/** Name, code, message and stack: never the data that an error may carry along (a duplicate key shows the document). */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) }
  const code = (error as { code?: unknown }).code
  return {
    name: error.name,
    ...(code === undefined ? {} : { code }),
    message: error.message.replace(/dup key: .*/s, 'dup key'),
    stack: error.stack?.split('\n').slice(1, 12).join('\n'),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  }
}

/** Nest's own messages through the same logger. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Log) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.logger.debug({ context: rest.at(-1) }, String(message))
  }

  error(message: unknown, ...rest: unknown[]): void {
    if (message instanceof Error) this.logger.error({ err: message, context: rest.at(-1) }, message.message)
    else this.logger.error({ context: rest.at(-1) }, String(message))
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.logger.warn({ context: rest.at(-1) }, String(message))
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.logger.trace({ context: rest.at(-1) }, String(message))
  }
}
