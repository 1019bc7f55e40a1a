import { insOid, isAllowedOid } from './oids'
import { establishesIdentity, identityProof } from './proofs'
import { areCompatible, identityStatus, keepsIns, mayExchangeIns } from './status'

const status = (hasInsi: boolean, code?: string, attributes: ('HOMONYME' | 'DOUTEUSE' | 'FICTIVE')[] = []) => {
  const proof = code === undefined ? undefined : identityProof(code)
  return identityStatus({ hasInsi, hasHighConfidenceProof: proof ? establishesIdentity(proof) : false, attributes })
}

describe('status of an identity (RNIV EXI SI 07)', () => {
  it('follows from INSi and from a high-confidence proof', () => {
    expect(status(false)).toBe('PROVISOIRE')
    expect(status(true)).toBe('RECUPEREE')
    expect(status(false, 'CN')).toBe('VALIDEE')
    expect(status(true, 'PA')).toBe('QUALIFIEE')
  })

  it.each(['PC', 'CM', 'CC'])('a document of low confidence (%s) proves nothing', (code) => {
    expect(status(false, code)).toBe('PROVISOIRE')
    expect(status(true, code)).toBe('RECUPEREE')
  })

  it('a family record proves only in the special cases that a person attests', () => {
    const record = identityProof('LE')!
    expect(establishesIdentity(record)).toBe(false)
    expect(establishesIdentity(record, true)).toBe(true)
    expect(establishesIdentity(identityProof('PC')!, true)).toBe(false)
  })

  it.each([['DOUTEUSE'], ['FICTIVE'], ['HOMONYME', 'DOUTEUSE']] as const)('%s forces provisional', (...attributes) => {
    expect(status(true, 'CN', [...attributes])).toBe('PROVISOIRE')
  })

  it('a homonym may be qualified', () => {
    expect(status(true, 'CN', ['HOMONYME'])).toBe('QUALIFIEE')
  })

  it('fictive stands alone', () => {
    expect(areCompatible(['FICTIVE'])).toBe(true)
    expect(areCompatible(['FICTIVE', 'HOMONYME'])).toBe(false)
    expect(areCompatible(['HOMONYME', 'DOUTEUSE'])).toBe(true)
    expect(areCompatible([])).toBe(true)
  })

  it('the matricule is kept when recovered or qualified, and goes out only when qualified', () => {
    expect(
      (['PROVISOIRE', 'VALIDEE', 'RECUPEREE', 'QUALIFIEE'] as const).map((one) => [keepsIns(one), mayExchangeIns(one)]),
    ).toEqual([
      [false, false],
      [false, false],
      [true, false],
      [true, true],
    ])
  })
})

describe('authorities of the INS', () => {
  it('tell NIR from NIA and production from test', () => {
    expect(insOid('1.2.250.1.213.1.4.9')).toMatchObject({ nature: 'NIA', environment: 'production' })
    expect(insOid('1.2.250.1.213.1.4.10')).toMatchObject({ nature: 'NIR', environment: 'test' })
    expect(insOid('1.2.250.1.213.1.4.2')).toBeUndefined()
  })

  it('production and test identities do not mix', () => {
    expect(isAllowedOid('1.2.250.1.213.1.4.8', true)).toBe(true)
    expect(isAllowedOid('1.2.250.1.213.1.4.8', false)).toBe(false)
    expect(isAllowedOid('1.2.250.1.213.1.4.11', true)).toBe(false)
    expect(isAllowedOid('1.2.250.1.213.1.4.10', false)).toBe(true)
    expect(isAllowedOid('1.2.3', false)).toBe(false)
  })
})
