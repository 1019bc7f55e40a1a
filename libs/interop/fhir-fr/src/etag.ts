export interface Validators {
  /** weak entity tag: `W/"3"` */
  etag: string
  /** HTTP date */
  lastModified: string
}

/** @param lastUpdated instant, RFC 3339 */
export function validatorsOf(version: number, lastUpdated: string): Validators {
  return { etag: `W/"${String(version)}"`, lastModified: new Date(lastUpdated).toUTCString() }
}

/** Does who asks already have this state? `If-None-Match` alone counts when both headers are there (RFC 9110 §13.2.2). */
export function isKnown(
  asked: { ifNoneMatch?: string | undefined; ifModifiedSince?: string | undefined },
  { etag, lastModified }: Validators,
): boolean {
  if (asked.ifNoneMatch !== undefined) {
    const opaque = (tag: string): string => tag.trim().replace(/^W\//, '')
    return asked.ifNoneMatch.split(',').some((tag) => tag.trim() === '*' || opaque(tag) === opaque(etag))
  }
  const since = Date.parse(asked.ifModifiedSince ?? '')
  return !Number.isNaN(since) && Date.parse(lastModified) <= since
}
