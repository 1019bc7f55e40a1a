import type { Code } from '@anamnese/domain-professional-ids'
import { attributeOf, childOf, childrenOf, textOf, type XmlElement } from '@anamnese/interop-xml'
import type { CdaAddress, CdaCode, CdaId, CdaPersonName, CdaTelecom } from './types'

/** Sets only what is known: `exactOptionalPropertyTypes` keeps "absent" and "undefined" apart, and so do stored documents. */
export function known<T extends object>(values: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T
}

/** An `II`; undefined when it is a nullFlavor. */
export function readId(element: XmlElement | undefined): CdaId | undefined {
  const root = attributeOf(element, 'root')
  return root === undefined ? undefined : known<CdaId>({ root, extension: attributeOf(element, 'extension') })
}

export function readIds(parent: XmlElement | undefined, name = 'id'): CdaId[] {
  if (!parent) return []
  return childrenOf(parent, name).flatMap((element) => readId(element) ?? [])
}

/** A `CE` or `CD`; undefined when it has no code. */
export function readCode(element: XmlElement | undefined): CdaCode | undefined {
  const code = readSimpleCode(element)
  if (!code || !element) return undefined
  const translations = childrenOf(element, 'translation').flatMap((translation) => readSimpleCode(translation) ?? [])
  return translations.length === 0 ? code : { ...code, translations }
}

/** A coded value without its translations. */
export function readSimpleCode(element: XmlElement | undefined): Code | undefined {
  const code = attributeOf(element, 'code')
  if (code === undefined) return undefined
  const display = attributeOf(element, 'displayName')
  return known<Code>({ code, system: attributeOf(element, 'codeSystem') ?? '', display })
}

export function readTime(element: XmlElement | undefined): string | undefined {
  return attributeOf(element, 'value')
}

/** The bounds of an `IVL_TS`; a single value is taken for both. */
export function readInterval(element: XmlElement | undefined): { low?: string; high?: string } {
  const at = readTime(element)
  const low = readTime(childOf(element, 'low')) ?? at
  const high = readTime(childOf(element, 'high')) ?? at
  return known<{ low?: string; high?: string }>({ low, high })
}

export function readPersonName(element: XmlElement | undefined): CdaPersonName | undefined {
  if (!element) return undefined
  const family = textOf(childOf(element, 'family')) ?? textOf(element)
  if (family === undefined) return undefined
  const part = (name: string): string | undefined => textOf(childOf(element, name))
  return known<CdaPersonName>({ family, given: part('given'), prefix: part('prefix'), suffix: part('suffix') })
}

export function readTelecoms(parent: XmlElement): CdaTelecom[] {
  return childrenOf(parent, 'telecom').flatMap((element) => {
    const value = attributeOf(element, 'value')
    return value === undefined ? [] : [known<CdaTelecom>({ value, use: attributeOf(element, 'use') })]
  })
}

const NAMED_PARTS = new Set(['houseNumber', 'streetName', 'postalCode', 'city', 'country'])

/** The first address that says something. */
export function readAddress(parent: XmlElement): CdaAddress | undefined {
  const element = childrenOf(parent, 'addr').find((candidate) => textOf(candidate) !== undefined)
  if (!element) return undefined
  const address: CdaAddress = known<CdaAddress>({ use: attributeOf(element, 'use') })
  for (const part of childrenOf(element)) {
    const name = part.localName ?? ''
    const text = textOf(part)
    if (text === undefined) continue
    if (name === 'streetAddressLine') (address.lines ??= []).push(text)
    else if (NAMED_PARTS.has(name)) Object.assign(address, { [name]: text })
    else (address.others ??= {})[name] = text
  }
  const written = childrenOf(element).length === 0 ? textOf(element) : undefined
  return written === undefined ? address : { ...address, lines: [written] }
}
