import { authorityOfSystem, ippSystem, ippSystemsOf } from './identifiers'

describe('URIs of the authorities of IPPs', () => {
  const systems = ippSystemsOf('GAM&220000012&M', '1.2.250.1.999.1.1.220', [
    'CLINIQUE&290000017=https://clinique.example/ipp',
  ])

  it.each([
    [{ namespace: 'GAM', id: '220000012', type: 'M' }, 'urn:oid:1.2.250.1.999.1.1.220.2'],
    [{ namespace: 'CLINIQUE', id: '290000017', type: 'M' }, 'https://clinique.example/ipp'],
    [{ namespace: 'A B', id: '12', type: 'M' }, 'urn:anamnese:ipp:A%20B:12'],
    [{ namespace: 'SEUL', id: '' }, 'urn:anamnese:ipp:SEUL:'],
  ])('%j is %s, and is found again by it', (authority, uri) => {
    expect(ippSystem(authority, systems)).toBe(uri)
    expect(authorityOfSystem(uri, systems)).toBe(`${authority.namespace}&${authority.id}`)
  })

  it('an OID is its own URI', () => {
    expect(ippSystem({ namespace: 'X', id: '1.2.3', type: 'ISO' }, systems)).toBe('urn:oid:1.2.3')
  })

  it('what is none of them designates nobody', () => {
    for (const uri of ['urn:oid:9.9', 'urn:anamnese:ipp:%zz:1', 'https://elsewhere.example']) {
      expect(authorityOfSystem(uri, systems)).toBeUndefined()
    }
  })
})
