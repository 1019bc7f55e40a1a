import { dirname, resolve } from 'node:path'
import { attributeOf, childrenOf, type XmlElement } from '@anamnese/interop-xml'
import { expandedChildren, SCH } from './expand'
import type { Assertion, Pattern, Rule, Schema, Variable } from './schema'
import { SchematronError } from './schematron-error'

export interface LoadOptions {
  /** folder that the rules may be read from; that of the schema by default */
  root?: string
  /** the phase to run; by default that which the schema names, else every pattern */
  phase?: string
}

/**
 * Reads an ISO Schematron schema (`queryBinding` xslt, xslt2 or xpath): inclusions, abstract patterns and rules, phases, variables.
 * Throws {@link SchematronError}.
 */
export function loadSchematron(file: string, options: LoadOptions = {}): Schema {
  const path = resolve(file)
  const { schema, children } = expandedChildren(path, resolve(options.root ?? dirname(path)))
  const named = (name: string): XmlElement[] => children.filter((child) => child.localName === name)
  const active = activePatterns(schema, named('phase'), options.phase)
  const patterns = named('pattern')
  const abstracts = new Map(
    patterns.filter(isAbstract).map((pattern) => [attributeOf(pattern, 'id') ?? '', pattern] as const),
  )
  const concrete = patterns.filter(
    (pattern) => !isAbstract(pattern) && (!active || active.has(attributeOf(pattern, 'id') ?? '')),
  )
  const namespaces = Object.fromEntries(
    named('ns').map((ns) => [attributeOf(ns, 'prefix') ?? '', attributeOf(ns, 'uri') ?? '']),
  )
  return {
    name: attributeOf(schema, 'schemaVersion') ?? path,
    folder: dirname(path),
    namespaces,
    // The variables of a pattern are seen by the others: published schemas keep their tables in a pattern of their own.
    variables: [...named('let'), ...concrete.flatMap((pattern) => childrenOf(pattern, 'let', SCH))].map((element) =>
      variableOf(element, (text) => text),
    ),
    patterns: concrete.map((pattern) => patternOf(pattern, abstracts)),
  }
}

function activePatterns(schema: XmlElement, phases: XmlElement[], wanted?: string): Set<string> | undefined {
  const name = wanted ?? attributeOf(schema, 'defaultPhase')
  if (name === undefined || name === '#ALL') return undefined
  const phase = phases.find((candidate) => attributeOf(candidate, 'id') === name)
  if (!phase) throw new SchematronError('SCHEMATRON.INVALID', 'La phase des règles n’existe pas.', name)
  return new Set(childrenOf(phase, 'active', SCH).map((active) => attributeOf(active, 'pattern') ?? ''))
}

function isAbstract(element: XmlElement): boolean {
  return attributeOf(element, 'abstract') === 'true'
}

/** An instance of an abstract pattern is the pattern, its parameters replaced in each expression. */
function patternOf(pattern: XmlElement, abstracts: ReadonlyMap<string, XmlElement>): Pattern {
  const id = attributeOf(pattern, 'id') ?? ''
  const isA = attributeOf(pattern, 'is-a')
  if (isA === undefined) return { id, rules: rulesOf(pattern, (text) => text) }
  const model = abstracts.get(isA)
  if (!model) throw new SchematronError('SCHEMATRON.INVALID', 'Un motif abstrait n’existe pas.', isA)
  const parameters = childrenOf(pattern, 'param', SCH)
    .map((param) => [attributeOf(param, 'name') ?? '', attributeOf(param, 'value') ?? ''] as const)
    .sort(([one], [other]) => other.length - one.length)
  const replace = (text: string): string =>
    parameters.reduce((result, [name, value]) => result.replaceAll(`$${name}`, value), text)
  return { id, rules: rulesOf(model, replace) }
}

type Replace = (text: string) => string

function rulesOf(pattern: XmlElement, replace: Replace): Rule[] {
  const rules = childrenOf(pattern, 'rule', SCH)
  const abstracts = new Map(rules.filter(isAbstract).map((rule) => [attributeOf(rule, 'id') ?? '', rule] as const))
  return rules
    .filter((rule) => !isAbstract(rule))
    .map((rule) => {
      const parts = partsOf(rule, abstracts, 0)
      return {
        context: replace(attributeOf(rule, 'context') ?? ''),
        variables: parts.filter(({ localName }) => localName === 'let').map((part) => variableOf(part, replace)),
        assertions: parts
          .filter(({ localName }) => localName === 'assert' || localName === 'report')
          .map((part) => assertionOf(part, replace)),
      }
    })
}

function partsOf(rule: XmlElement, abstracts: ReadonlyMap<string, XmlElement>, depth: number): XmlElement[] {
  return childrenOf(rule, undefined, SCH).flatMap((part) => {
    if (part.localName !== 'extends') return [part]
    const base = abstracts.get(attributeOf(part, 'rule') ?? '')
    if (!base || depth > 20) {
      throw new SchematronError(
        'SCHEMATRON.INVALID',
        'Une règle abstraite n’existe pas.',
        attributeOf(part, 'rule') ?? '',
      )
    }
    return partsOf(base, abstracts, depth + 1)
  })
}

function variableOf(element: XmlElement, replace: Replace): Variable {
  return { name: attributeOf(element, 'name') ?? '', value: replace(attributeOf(element, 'value') ?? '()') }
}

function assertionOf(element: XmlElement, replace: Replace): Assertion {
  const role = attributeOf(element, 'role') ?? attributeOf(element, 'flag') ?? 'error'
  return {
    test: replace(attributeOf(element, 'test') ?? ''),
    kind: element.localName === 'report' ? 'report' : 'assert',
    severity: /^(warn|info|hint|caution)/i.test(role) ? 'warning' : 'error',
    id: attributeOf(element, 'id'),
    message: messageOf(element),
  }
}

/** The sentence of an assertion. Values of the document that it would quote are left out: they may be health data. */
function messageOf(element: XmlElement): string {
  let text = ''
  for (let node = element.firstChild; node; node = node.nextSibling) {
    const { nodeType, nodeValue } = node
    if (nodeType === 3 || nodeType === 4) text += nodeValue ?? ''
    else if (nodeType === 1) text += (node as XmlElement).localName === 'value-of' ? '…' : (node.textContent ?? '')
  }
  return text.replace(/\s+/g, ' ').trim()
}
