import type { IHeaders, Message } from 'kafkajs'

/** A CloudEvent 1.0 in Kafka's binary mode: attributes in headers `ce_*`, JSON data in the value. */
export interface CloudEvent {
  id: string
  type: string
  source: string
  time: string
  key: string
  data: unknown
  correlationId: string
  causationId?: string
  traceparent?: string
}

/** The record is not a CloudEvent that we can read. */
export class EnvelopeError extends Error {
  readonly code = 'EVENT.ENVELOPE'
}

export function toRecord(event: CloudEvent): Message {
  return {
    key: event.key,
    value: JSON.stringify(event.data),
    headers: {
      ce_specversion: '1.0',
      ce_id: event.id,
      ce_type: event.type,
      ce_source: event.source,
      ce_time: event.time,
      ce_subject: event.key,
      'content-type': 'application/json',
      correlationid: event.correlationId,
      ...(event.causationId === undefined ? {} : { causationid: event.causationId }),
      ...(event.traceparent === undefined ? {} : { traceparent: event.traceparent }),
    },
  }
}

/** The attributes only: enough to know whether the record concerns this consumer. */
export function typeOf(headers: IHeaders | undefined): string | undefined {
  return text(headers, 'ce_type')
}

/** @throws EnvelopeError when an attribute is missing or the data is not JSON */
export function fromRecord(record: { key: Buffer | null; value: Buffer | null; headers?: IHeaders }): CloudEvent {
  const required = (name: string): string => {
    const value = text(record.headers, name)
    if (value === undefined || value === '') throw new EnvelopeError(`header ${name} is missing`)
    return value
  }
  if (required('ce_specversion') !== '1.0') throw new EnvelopeError('unknown CloudEvents version')
  const causationId = text(record.headers, 'causationid')
  const traceparent = text(record.headers, 'traceparent')
  const id = required('ce_id')
  return {
    id,
    type: required('ce_type'),
    source: required('ce_source'),
    time: required('ce_time'),
    key: record.key?.toString('utf8') ?? '',
    data: parse(record.value),
    correlationId: text(record.headers, 'correlationid') ?? id,
    ...(causationId === undefined ? {} : { causationId }),
    ...(traceparent === undefined ? {} : { traceparent }),
  }
}

function parse(value: Buffer | null): unknown {
  if (value === null) throw new EnvelopeError('the value is empty')
  try {
    return JSON.parse(value.toString('utf8'))
  } catch (error) {
    throw new EnvelopeError('the value is not JSON', { cause: error })
  }
}

function text(headers: IHeaders | undefined, name: string): string | undefined {
  const value = headers?.[name]
  const first = Array.isArray(value) ? value[0] : value
  return first === undefined ? undefined : first.toString()
}
