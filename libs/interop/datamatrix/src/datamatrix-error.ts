export type DatamatrixErrorCode =
  | 'DATAMATRIX.FIELD'
  | 'DATAMATRIX.TOO_LARGE'
  /** a picture that is neither PNG nor JPEG, or beyond the limits */
  | 'DATAMATRIX.IMAGE'
  /** reading a picture took too long */
  | 'DATAMATRIX.TIMEOUT'

/** An INS datamatrix cannot be made, or its picture read. `message` is a French sentence; `detail` names the field, never its value. */
export class DatamatrixError extends Error {
  override readonly name = 'DatamatrixError'

  constructor(
    readonly code: DatamatrixErrorCode,
    message: string,
    readonly detail?: string,
  ) {
    super(message)
  }
}
