import { el, serialiseXml } from './build'
import { withoutIllegalCharacters } from './escape'
import { attributeOf, childrenOf, descend, pathOf, textOf } from './navigate'
import { parseXml } from './parse'
import { xpathSelector } from './select'

describe('XML that is written', () => {
  it('comes back as it was, whatever its text and attributes hold', () => {
    const value = '<&>"\' \r\n\t é ]]> 😀'
    const root = parseXml(serialiseXml(el('a', { b: value }, value))).documentElement
    expect(root?.getAttribute('b')).toBe(value)
    expect(root?.textContent).toBe(value)
  })

  it('leaves out what is undefined and flattens lists', () => {
    const text = serialiseXml(el('a', { b: undefined, c: 0 }, [el('d'), undefined, [false, null, el('e', {}, 'f')]]), {
      declaration: false,
    })
    expect(text).toBe('<a c="0"><d/><e>f</e></a>')
  })

  it('is indented only where no text would change', () => {
    const text = serialiseXml(el('a', {}, el('b', {}, 'x ', el('c')), el('d')), { indent: true })
    expect(text).toBe('<?xml version="1.0" encoding="UTF-8"?>\n<a>\n  <b>x <c/></b>\n  <d/>\n</a>\n')
  })

  it('refuses characters that XML cannot carry, and names that are not names', () => {
    expect(() => serialiseXml(el('a', {}, 'x\u0000'))).toThrow('caractère')
    expect(() => serialiseXml(el('a', {}, 'x\ud800'))).toThrow('caractère')
    expect(serialiseXml(el('a', {}, withoutIllegalCharacters('x\u0000\ud800😀')), { declaration: false })).toBe(
      '<a>x😀</a>',
    )
    expect(() => el('a b')).toThrow('impossible')
    expect(() => el('a', { '1': 'x' })).toThrow('impossible')
  })
})

describe('finding in XML', () => {
  const document = parseXml(
    '<a xmlns="urn:a" xmlns:b="urn:b"><c x=" 1 "> u\n v </c><c x=""/><b:c>w</b:c><d><e>z</e></d></a>',
  )
  const select = xpathSelector({ a: 'urn:a', b: 'urn:b' })

  it('by path, with namespaces', () => {
    expect(select.elements('/a:a/a:c', document)).toHaveLength(2)
    expect(select.text('//b:c', document)).toBe('w')
    expect(select.texts('//@x', document)).toEqual(['1'])
    expect(select.element('/a:a/a:none', document)).toBeUndefined()
  })

  it('by children', () => {
    const root = document.documentElement!
    expect(childrenOf(root, 'c')).toHaveLength(3)
    expect(childrenOf(root, 'c', 'urn:a')).toHaveLength(2)
    expect(textOf(descend(root, 'd', 'e'))).toBe('z')
    expect(descend(root, 'x', 'e')).toBeUndefined()
    expect(textOf(childrenOf(root)[0])).toBe('u v')
    expect(attributeOf(childrenOf(root)[0], 'x')).toBe('1')
    expect(attributeOf(childrenOf(root)[1], 'x')).toBeUndefined()
    expect(pathOf(childrenOf(root)[1]!)).toBe('a/c[2]')
    expect(pathOf(descend(root, 'd', 'e')!)).toBe('a/d/e')
  })
})
