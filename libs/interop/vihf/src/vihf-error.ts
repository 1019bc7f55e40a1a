/** Why a VIHF cannot be made, or is refused. */
export type VihfErrorCode =
  | 'VIHF.MISSING_ATTRIBUTE'
  | 'VIHF.INVALID_ATTRIBUTE'
  | 'VIHF.SPECIALTY_REQUIRED'
  | 'VIHF.ACCESS_REASON_REQUIRED'
  | 'VIHF.ISSUER_MISMATCH'
  | 'VIHF.NOT_YET_VALID'
  | 'VIHF.EXPIRED'

/** A VIHF that is not right. `message` is a French sentence; `attribute` names what is wrong. */
export class VihfError extends Error {
  override readonly name = 'VihfError'

  constructor(
    readonly code: VihfErrorCode,
    message: string,
    readonly attribute?: string,
  ) {
    super(message)
  }
}
