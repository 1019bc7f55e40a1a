/** XDS time of an instant: UTC digits to the second (`yyyyMMddHHmmss`). */
export function utcDigits(at: Date): string {
  return at.toISOString().replace(/\D/g, '').slice(0, 14)
}
