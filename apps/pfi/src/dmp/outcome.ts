import { CdaError } from '@anamnese/interop-cda'
import { SoapError, SoapFault } from '@anamnese/interop-soap'
import { VihfError } from '@anamnese/interop-vihf'
import { XmlError } from '@anamnese/interop-xml'
import { SignatureError } from '@anamnese/interop-xmldsig'
import { XdsError, type RegistryResponse } from '@anamnese/interop-xds'
import type { Job, Outcome } from '../jobs/job'

/** Errors that say « not now » (IHE ITI TF-3, table 4.2.4.1-2); any other is about what was sent. */
const TRANSIENT = new Set([
  'XDSRegistryBusy',
  'XDSRepositoryBusy',
  'XDSRegistryNotAvailable',
  'XDSRegistryOutOfResources',
  'XDSRepositoryOutOfResources',
])
const DUPLICATE = 'XDSDuplicateUniqueIdInRegistry'

/** What the DMP answered, as the outcome of an attempt. */
export function outcomeOfResponse(job: Job, { status, errors }: RegistryResponse): Outcome {
  if (status === 'success') return { kind: 'accepted' }
  const serious = errors.filter(({ severity }) => severity === 'error')
  const [first = { code: 'XDSRepositoryError', context: 'Le DMP a refusé le document sans motif.' }] = serious
  // The registry says XDSNonIdenticalHash for another content: the document that it has is ours, sent by an attempt whose
  // answer was lost.
  if (job.uncertain && first.code === DUPLICATE) return { kind: 'accepted' }
  const error = { code: first.code, label: first.context }
  return TRANSIENT.has(first.code) ? { kind: 'retry', uncertain: false, ...error } : { kind: 'refused', ...error }
}

/** What prevented an answer, as the outcome of an attempt. */
export function outcomeOfError(error: unknown): Outcome {
  if (isFault(error)) {
    const code = error.subcodes[0] ?? error.faultCode
    // A fault of the receiver is its own trouble; one of the sender will come back each time.
    if (error.faultCode === 'Receiver') return { kind: 'retry', uncertain: true, code, label: error.reason }
    return { kind: 'refused', code, label: error.reason }
  }
  if (error instanceof SoapError)
    return { kind: 'retry', uncertain: error.delivered === 'unknown', code: error.code, label: error.message }
  if (error instanceof XmlError)
    return { kind: 'retry', uncertain: true, code: error.code, label: 'La réponse du DMP est illisible.' }
  if (error instanceof XdsError) return { kind: 'retry', uncertain: true, code: error.code, label: error.message }
  throw error
}

/** Why nothing can be sent for this job, ever; undefined when the error is not about what is sent. */
export function outcomeOfPreparation(error: unknown): Outcome | undefined {
  const about = [XdsError, CdaError, VihfError, SignatureError, XmlError].some((kind) => error instanceof kind)
  if (!about) return undefined
  const { code, message } = error as XdsError
  return { kind: 'refused', code, label: message }
}

function isFault(error: unknown): error is SoapFault {
  return error instanceof SoapFault
}
