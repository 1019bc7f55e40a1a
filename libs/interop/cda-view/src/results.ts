import { attributeOf, childOf, childrenOf, descend, textOf, type XmlElement } from '@anamnese/interop-xml'
import { interpretationOf } from './interpretation'
import type { CodedResult } from './model'

const MAX_RESULTS = 2000

/**
 * The coded results of a structured body: observations that say a value and how it stands, wherever they are (batteries, clusters). Names
 * come from the narrative when the entry refers to it, as the producer shows them, else from the code.
 */
export function readResults(body: XmlElement): CodedResult[] {
  const texts = textsById(body)
  const found: CodedResult[] = []
  const visit = (element: XmlElement): void => {
    if (found.length >= MAX_RESULTS) return
    if (element.localName === 'observation') {
      const result = resultOf(element, texts)
      if (result) found.push(result)
    }
    if (element.localName === 'text') return
    for (const child of childrenOf(element)) visit(child)
  }
  visit(body)
  return found
}

function resultOf(observation: XmlElement, texts: ReadonlyMap<string, string>): CodedResult | undefined {
  const interpretation = childOf(observation, 'interpretationCode')
  const range = childOf(observation, 'referenceRange')
  const code = attributeOf(interpretation, 'code')
  const value = childrenOf(observation, 'value')
    .map(valueOf)
    .find((one) => one !== undefined)
  if (value === undefined || (code === undefined && range === undefined)) return undefined
  const meaning = code === undefined ? undefined : interpretationOf(code, attributeOf(interpretation, 'displayName'))
  const coded = codeOf(childOf(observation, 'code'))
  const reference = referenceOf(range)
  const effective = childOf(observation, 'effectiveTime')
  const at = attributeOf(effective, 'value') ?? attributeOf(childOf(effective, 'low'), 'value')
  return {
    name: nameOf(childOf(observation, 'code'), texts) ?? coded?.display ?? coded?.code ?? 'Résultat',
    ...(coded === undefined ? {} : { code: coded }),
    ...value,
    ...(reference === undefined ? {} : { reference }),
    ...(at === undefined ? {} : { at }),
    ...(meaning?.flag === undefined ? {} : { flag: meaning.flag }),
    ...(meaning === undefined ? {} : { flagWord: meaning.word }),
  }
}

function codeOf(element: XmlElement | undefined): CodedResult['code'] {
  const code = attributeOf(element, 'code')
  if (code === undefined) return undefined
  const display = attributeOf(element, 'displayName')
  return { code, system: attributeOf(element, 'codeSystem') ?? '', ...(display === undefined ? {} : { display }) }
}

function nameOf(code: XmlElement | undefined, texts: ReadonlyMap<string, string>): string | undefined {
  const original = childOf(code, 'originalText')
  const reference = attributeOf(childOf(original, 'reference'), 'value')
  return (reference?.startsWith('#') ? texts.get(reference.slice(1)) : undefined) ?? textOf(original)
}

/** PQ, IVL_PQ, INT, REAL, codes and texts, as people read them. */
function valueOf(element: XmlElement): Pick<CodedResult, 'value' | 'unit'> | undefined {
  const unit = attributeOf(element, 'unit')
  const single = attributeOf(element, 'value')
  if (single !== undefined) return withUnit(single, unit)
  const low = bound(childOf(element, 'low'), '≥', '>')
  const high = bound(childOf(element, 'high'), '≤', '<')
  if (low || high) {
    const shared = attributeOf(childOf(element, 'low') ?? childOf(element, 'high'), 'unit')
    const [from, to] = [attributeOf(childOf(element, 'low'), 'value'), attributeOf(childOf(element, 'high'), 'value')]
    return withUnit(from !== undefined && to !== undefined ? `${from} à ${to}` : (low ?? high ?? ''), shared)
  }
  const said = attributeOf(element, 'displayName') ?? attributeOf(element, 'code') ?? textOf(element)
  return said === undefined ? undefined : { value: said }
}

function bound(element: XmlElement | undefined, inclusive: string, exclusive: string): string | undefined {
  const value = attributeOf(element, 'value')
  if (value === undefined) return undefined
  return `${attributeOf(element, 'inclusive') === 'false' ? exclusive : inclusive} ${value}`
}

function withUnit(value: string, unit: string | undefined): Pick<CodedResult, 'value' | 'unit'> {
  return unit === undefined || unit === '1' ? { value } : { value, unit }
}

function referenceOf(range: XmlElement | undefined): string | undefined {
  const value = descend(range, 'observationRange', 'value')
  if (value === undefined) return textOf(descend(range, 'observationRange', 'text'))
  const read = valueOf(value)
  return read === undefined ? undefined : [read.value, read.unit].filter(Boolean).join(' ')
}

/** The texts of the narratives that entries refer to by their ID. */
function textsById(body: XmlElement): Map<string, string> {
  const texts = new Map<string, string>()
  const visit = (element: XmlElement, narrative: boolean): void => {
    const inside = narrative || element.localName === 'text'
    const id = inside ? attributeOf(element, 'ID') : undefined
    const text = id === undefined ? undefined : textOf(element)
    if (id !== undefined && text !== undefined && text.length <= 300) texts.set(id, text)
    for (const child of childrenOf(element)) visit(child, inside)
  }
  visit(body, false)
  return texts
}
