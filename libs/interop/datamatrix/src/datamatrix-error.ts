export type DatamatrixErrorCode = 'DATAMATRIX.FIELD' | 'DATAMATRIX.TOO_LARGE'

/** An INS datamatrix cannot be made. `message` is a French sentence; `detail` names the field, never its value. */
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
