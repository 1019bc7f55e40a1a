import { createHash } from 'node:crypto'
import { ackCodeOf, Hl7Error, type Hl7Finding, Hl7Message } from '@anamnese/interop-hl7v2'
import { type Adt, type PamOptions, readAdt, validatePam } from '@anamnese/interop-pam-fr'
import { type Correlation, currentCorrelation } from '@anamnese/platform-logging'
import type { MllpPeer } from '@anamnese/interop-mllp'

/** A message as received, read and judged, before anything is stored. */
export interface Incoming {
  bytes: Buffer
  peer: string
  receivedAt: Date
  /** the correlation and the trace of this message: it may be committed with others */
  correlation?: Correlation
  sender: string
  controlId?: string
  fingerprint: string
  /** absent when the bytes are not HL7 */
  message?: Hl7Message
  error?: Hl7Error
  findings: Hl7Finding[]
  /** absent when a finding prevents integration, or when the event is ignored */
  adt?: Adt
}

/** Reads bytes. Never throws: what cannot be read gets an answer too. */
export function readIncoming(bytes: Buffer, peer: MllpPeer, options: Partial<PamOptions>): Incoming {
  const correlation = currentCorrelation()
  const common = {
    bytes,
    peer: peer.certificate ? `${peer.certificate.commonName} (${peer.address})` : peer.address,
    receivedAt: new Date(),
    ...(correlation ? { correlation } : {}),
  }
  let message: Hl7Message
  try {
    message = Hl7Message.parse(bytes)
  } catch (error) {
    if (!(error instanceof Hl7Error)) throw error
    return { ...common, sender: '', fingerprint: hash(bytes), error, findings: [error.toFinding()] }
  }
  const { msh, controlId } = message
  const findings = validatePam(message, options)
  const accepted = ackCodeOf(findings) === 'AA'
  const ignored = findings.some((one) => one.code === '201')
  return {
    ...common,
    sender: `${msh.get(3) ?? ''}|${msh.get(4) ?? ''}`,
    ...(controlId === undefined ? {} : { controlId }),
    fingerprint: fingerprintOf(message),
    message,
    findings,
    ...(accepted && !ignored ? { adt: readAdt(message, options) } : {}),
  }
}

/** A sender that repeats a message may date it again (MSH-7). */
function fingerprintOf(message: Hl7Message): string {
  const { field } = message.delimiters
  const [msh, ...others] = message.segments.map((segment) => segment.raw)
  const undated = (msh ?? '').split(field).map((value, index) => (index === 6 ? '' : value))
  return hash([undated.join(field), ...others].join('\r'))
}

function hash(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('base64url')
}
