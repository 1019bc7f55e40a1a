import type { RegistryError } from '@anamnese/interop-xds'
import { RefusedCall } from '@anamnese/tool-sim-kit'

/** Namespace of the fault subcodes. The DMP's own is not published. */
const FAULTS = 'urn:si-dmp'

/** Refuses a call by a SOAP fault whose subcode is the DMP's error code. */
export function refuseCall(code: string, reason: string): never {
  throw new RefusedCall({ code: 'Sender', subcode: { namespace: FAULTS, name: code }, reason: `${code} - ${reason}` })
}

/** A submission that the registry or the repository refuses. */
export class RefusedSubmission extends Error {
  override readonly name = 'RefusedSubmission'

  constructor(readonly error: RegistryError) {
    super(`${error.code} ${error.context}`)
  }
}

/** Refuses a submission by a registry error. */
export function refuseSubmission(code: string, context: string, location?: string): never {
  throw new RefusedSubmission({ code, context, severity: 'error', ...(location === undefined ? {} : { location }) })
}
