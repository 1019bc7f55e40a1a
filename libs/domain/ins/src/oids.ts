/** NIR (registered) or NIA (waiting for registration): only the OID tells them apart. */
export type InsNature = 'NIR' | 'NIA'

export type InsEnvironment = 'production' | 'test' | 'demonstration'

export interface InsOid {
  oid: string
  nature: InsNature
  environment: InsEnvironment
  /** CX-4.1 in HL7 v2 */
  namespace: string
}

/** Assigning authorities of the INS (IHE France constraints on data types 1.8.1, annex N). */
export const INS_OIDS: readonly InsOid[] = [
  { oid: '1.2.250.1.213.1.4.8', nature: 'NIR', environment: 'production', namespace: 'ASIP-SANTE-INS-NIR' },
  { oid: '1.2.250.1.213.1.4.9', nature: 'NIA', environment: 'production', namespace: 'ASIP-SANTE-INS-NIA' },
  { oid: '1.2.250.1.213.1.4.10', nature: 'NIR', environment: 'test', namespace: 'ASIP-SANTE-INS-NIR' },
  { oid: '1.2.250.1.213.1.4.11', nature: 'NIR', environment: 'demonstration', namespace: 'ASIP-SANTE-INS-NIR' },
]

/** The OID of an INS authority, `undefined` for any other OID. */
export function insOid(oid: string): InsOid | undefined {
  return INS_OIDS.find((one) => one.oid === oid)
}

/** An instance in production knows production identities only, and no other instance may know them. */
export function isAllowedOid(oid: string, production: boolean): boolean {
  const known = insOid(oid)
  return known !== undefined && (known.environment === 'production') === production
}
