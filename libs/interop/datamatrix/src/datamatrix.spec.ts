import { readFileSync } from 'node:fs'
import type { IdentityTraits } from '@anamnese/domain-traits'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { encodeInsDatamatrix } from './encode'
import { GS } from './format'
import { datamatrixModules, datamatrixPng, datamatrixSvg } from './image'
import { parseInsDatamatrix } from './parse'

/** The vector of the specification. */
const ANS_VECTOR = `IS010000000000000000000000S1277010115400329S21.2.250.1.213.1.4.8${GS}S3SARAH-LOU ANNA${GS}S4GARCIA-HAMMADI${GS}S5FS621-01-1977S701154`
const ins = { matricule: '277010115400329', oid: '1.2.250.1.213.1.4.8' }
const traits: IdentityTraits = {
  birthName: 'GARCIA-HAMMADI',
  firstBirthGivenName: 'SARAH-LOU',
  birthGivenNames: 'SARAH-LOU ANNA',
  birthDate: '1977-01-21',
  sex: 'F',
  birthPlaceCode: '01154',
}
const rules = (text: string): string[] =>
  parseInsDatamatrix(text).findings.map((found) => `${found.rule} ${found.where}`)

describe('the string of the INS datamatrix', () => {
  it('is that of the specification', () => {
    expect(encodeInsDatamatrix(ins, traits)).toBe(ANS_VECTOR)
    expect(ANS_VECTOR).toHaveLength(121)
  })

  it('has no separator after a variable field that is full or last', () => {
    const full = encodeInsDatamatrix({ ...ins, oid: '1.2.250.1.213.1.4.10' }, { ...traits, birthName: 'A'.repeat(100) })
    expect(full).toContain('S21.2.250.1.213.1.4.10S3')
    expect(full).toContain(`${'A'.repeat(100)}S5F`)
    const { birthPlaceCode: _omitted, ...without } = traits
    expect(encodeInsDatamatrix(ins, without).endsWith('S621-01-1977')).toBe(true)
  })

  it.each([
    ['a false key', { ...ins, matricule: '277010115400328' }, traits, 'S1'],
    ['an OID that is not of an INS', { ...ins, oid: '1.2.250.1.213.1.4.2' }, traits, 'S1'],
    ['an undetermined sex', ins, { ...traits, sex: 'U' as const }, 'S5'],
    ['accents', ins, { ...traits, birthName: 'LÉGER' }, 'S4'],
    ['a separator in a name', ins, { ...traits, birthName: `A${GS}S5` }, 'S4'],
    ['a date that does not exist', ins, { ...traits, birthDate: '1977-02-30' }, 'S6'],
  ])('is refused with %s', (_what, someIns, someTraits, field) => {
    expect(() => encodeInsDatamatrix(someIns, someTraits)).toThrow(expect.objectContaining({ detail: field }) as Error)
  })
})

describe('reading the string of the INS datamatrix', () => {
  it('gives the identity of the specification', () => {
    const scanned = parseInsDatamatrix(ANS_VECTOR)
    expect(scanned).toEqual({ ins, traits, findings: [] })
  })

  it('takes fields in any order, a reader prefix and a separator after a fixed field', () => {
    const text = `]d2IS010000000000000000000000S701154${GS}S621-01-1977S5F${GS}S4GARCIA-HAMMADI${GS}S3SARAH-LOU ANNA${GS}S21.2.250.1.213.1.4.8${GS}S1277010115400329`
    expect(parseInsDatamatrix(text)).toEqual({ ins, traits, findings: [] })
    expect(parseInsDatamatrix(GS + ANS_VECTOR).findings).toEqual([])
  })

  it('is not misled by a name that holds what looks like a field', () => {
    const odd = { ...traits, birthName: 'LES S', birthGivenNames: "MARIE S' ANNA" }
    const text = encodeInsDatamatrix(ins, odd).replace('LES S', 'LES S4S5')
    expect(parseInsDatamatrix(text).traits.birthName).toBe('LES S4S5')
    expect(parseInsDatamatrix(encodeInsDatamatrix(ins, odd)).traits.birthName).toBe('LES S')
  })

  it('reads a full OID without separator and a field of names that ends the text', () => {
    const text = `IS010000000000000000000000S1279035121518989S21.2.250.1.213.1.4.10S5FS628-03-1979S751215S4PAT-TROIS${GS}S3DOMINIQUE`
    expect(parseInsDatamatrix(text)).toMatchObject({
      ins: { matricule: '279035121518989', oid: '1.2.250.1.213.1.4.10' },
      traits: { birthGivenNames: 'DOMINIQUE', birthName: 'PAT-TROIS' },
      findings: [],
    })
  })

  it('says what is wrong', () => {
    expect(rules('(01)03400930000120')).toEqual(['DATAMATRIX.HEADER header'])
    expect(rules('')).toEqual(['DATAMATRIX.HEADER header'])
    expect(rules('IS01' + '0'.repeat(600))).toEqual(['DATAMATRIX.HEADER header'])
    expect(rules(ANS_VECTOR.replace('IS01', 'IS02'))).toEqual(['DATAMATRIX.VERSION header'])
    expect(rules(ANS_VECTOR.replace('277010115400329', '277010115400328'))).toEqual(['DATAMATRIX.KEY S1'])
    expect(rules(ANS_VECTOR.replace('1.4.8', '1.4.2'))).toEqual(['DATAMATRIX.OID S2'])
    expect(rules(ANS_VECTOR.replace('21-01', '31-02'))).toEqual(['DATAMATRIX.DATE S6'])
    expect(rules(ANS_VECTOR.replace('S5F', ''))).toEqual(['DATAMATRIX.MISSING S5'])
    expect(rules(`${ANS_VECTOR}S5M`)).toEqual(['DATAMATRIX.REPEATED S5'])
    expect(rules(`${ANS_VECTOR}X9`)).toEqual(['DATAMATRIX.UNKNOWN_FIELD message'])
  })
})

describe('the image of the INS datamatrix', () => {
  beforeAll(() => {
    const file = readFileSync(require.resolve('zxing-wasm/reader/zxing_reader.wasm'))
    prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(file).buffer } })
  })

  it('is read by a decoder that we did not write, letter for letter', async () => {
    const [read] = await readBarcodes(new Uint8Array(await datamatrixPng(ANS_VECTOR)), { formats: ['DataMatrix'] })
    expect(Buffer.from(read!.bytes).toString('latin1')).toBe(ANS_VECTOR)
    expect(read!.isValid).toBe(true)
  })

  it('is square, with the finder pattern of ECC 200', () => {
    const modules = datamatrixModules(ANS_VECTOR)
    expect(modules.every((row) => row.length === modules.length)).toBe(true)
    expect(modules.every((row) => row[0])).toBe(true)
    expect(modules.at(-1)!.every((dark) => dark)).toBe(true)
    expect(modules[0]!.map((dark, x) => dark === (x % 2 === 0)).every((alternates) => alternates)).toBe(true)
  })

  it('is drawn as SVG too, and refused when the image would be huge', () => {
    expect(datamatrixSvg(ANS_VECTOR)).toMatch(/^<svg [^>]*viewBox/)
    expect(() => datamatrixSvg(ANS_VECTOR, { scale: 1000 })).toThrow(RangeError)
  })

  it('holds the longest identity', async () => {
    const longest = encodeInsDatamatrix(ins, {
      ...traits,
      birthName: 'A'.repeat(100),
      birthGivenNames: 'B'.repeat(100),
    })
    const [read] = await readBarcodes(new Uint8Array(await datamatrixPng(longest)), { formats: ['DataMatrix'] })
    expect(Buffer.from(read!.bytes).toString('latin1')).toBe(longest)
  })
})
