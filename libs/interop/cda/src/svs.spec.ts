import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { BUILT_IN_VALUE_SETS, ValueSets } from '@anamnese/domain-value-sets'
import { checkCda } from './check/check-cda'
import { differenceOf, loadValueSets, readValueSet } from './svs'
import { describeWith, fixture } from './testing/fixtures'

const SET = `<RetrieveValueSetResponse xmlns="urn:ihe:iti:svs:2008"><ValueSet id="1.2.3" displayName="JDV_J99_Essai_CISIS.tabs">
  <ConceptList><Concept code="A" codeSystem="1.2" displayName="Essai &amp; un"/></ConceptList></ValueSet></RetrieveValueSetResponse>`

describe('a published value set', () => {
  it('is read with its name, its OID and its codes', () => {
    expect(readValueSet(SET)).toEqual({
      name: 'J99',
      oid: '1.2.3',
      complete: true,
      codes: [{ code: 'A', system: '1.2', display: 'Essai & un' }],
    })
  })

  it('is refused when it is not one', () => {
    expect(() => readValueSet('<a/>')).toThrow('jeu de valeurs')
  })

  it('is compared with another', () => {
    const other = readValueSet(SET.replace('code="A"', 'code="B"'))
    expect(differenceOf(readValueSet(SET), other)).toEqual({ added: ['B'], removed: ['A'] })
  })
})

describeWith('jdv')('the published value sets', () => {
  const loaded = loadValueSets(fixture('jdv'))

  it('are the same as the built-in ones that say they are complete, and hold those that are not', () => {
    const compared = BUILT_IN_VALUE_SETS.flatMap((built) => {
      const published = loaded.find((set) => set.oid === built.oid)
      return published ? [{ name: built.name, complete: built.complete, ...differenceOf(built, published) }] : []
    })
    expect(compared.length).toBeGreaterThan(8)
    for (const set of compared) {
      expect([set.name, set.removed]).toEqual([set.name, []])
      if (set.complete) expect([set.name, set.added]).toEqual([set.name, []])
    }
  })

  it('let the published documents pass, and find an invented specialty', () => {
    const valueSets = new ValueSets(loaded)
    for (const file of readdirSync(fixture('cda'))) {
      const xml = readFileSync(join(fixture('cda'), file), 'utf8')
      expect(checkCda(xml, { valueSets }).filter((found) => found.severity === 'error')).toEqual([])
    }
    const letter = readFileSync(join(fixture('cda'), 'LDL-SES_2022.01.xml'), 'utf8')
    const rules = checkCda(letter.replace('G15_10/SM27', 'G15_10/SM999'), { valueSets }).map((found) => found.rule)
    expect(rules).toContain('CDA.VALUE_SET.J01')
  })
})
