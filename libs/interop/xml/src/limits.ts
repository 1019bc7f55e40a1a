/** Bounds of what is accepted from outside. */
export interface XmlLimits {
  /** size of the text, in bytes */
  maxBytes: number
  /** elements nested in one another */
  maxDepth: number
  /** elements in the document */
  maxElements: number
}

/** 64 MiB carries a clinical document with a scanned annex in base64; no published CDA is nested deeper than 60. */
export const DEFAULT_XML_LIMITS: XmlLimits = { maxBytes: 64 * 1024 * 1024, maxDepth: 200, maxElements: 1_000_000 }
