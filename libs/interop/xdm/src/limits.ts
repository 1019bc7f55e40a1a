/** What an archive from outside may cost. */
export interface XdmLimits {
  /** size of the ZIP, bytes */
  maxArchiveBytes: number
  maxEntries: number
  /** size of one file, bytes */
  maxFileBytes: number
  /** size of all the files, bytes */
  maxTotalBytes: number
  /** uncompressed over compressed size of one file; deflate cannot go beyond 1032 */
  maxRatio: number
}

/** Mon espace santé takes messages of 25 MB; an XML document with a PDF in base64 does not compress 100 times. */
export const DEFAULT_XDM_LIMITS: XdmLimits = {
  maxArchiveBytes: 30_000_000,
  maxEntries: 200,
  maxFileBytes: 60_000_000,
  maxTotalBytes: 120_000_000,
  maxRatio: 150,
}
