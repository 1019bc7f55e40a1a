import { pathOf, type XmlElement, type XmlNode } from '@anamnese/interop-xml'
import { evaluateXPath, evaluateXPathToBoolean, evaluateXPathToNodes, type Options } from 'fontoxpath'
import { type Evaluation, resolveFunction, Tables } from './functions'
import type { Assertion, Pattern, Rule, Schema, Variable } from './schema'

/** A departure from a rule, or a rule that could not be evaluated. */
export interface SchematronFinding {
  severity: 'error' | 'warning'
  rule: string
  where: string
  message: string
}

/** Beyond, a document is wrong everywhere and more remarks tell nothing. */
const MAX_FINDINGS = 500

type Variables = Record<string, unknown>

/** Every item of the result, nodes as they are. */
const { ALL_RESULTS_TYPE: ALL_RESULTS } = evaluateXPath

/**
 * A schema that judges documents. In each pattern a node is judged by the first rule that is about it. An expression that the engine cannot
 * evaluate is a warning of its own (`SCHEMATRON.NOT_EVALUATED`): a rule that did not run is never taken for a rule that is respected.
 */
export class Schematron {
  private readonly tables: Tables

  constructor(private readonly schema: Schema) {
    this.tables = new Tables(schema.folder)
  }

  /** @param document the root element, parsed */
  check(document: XmlElement): SchematronFinding[] {
    const run = new Run(this.schema, this.tables, document)
    return run.findings()
  }
}

class Run {
  private readonly found: SchematronFinding[] = []
  private readonly failed = new Set<string>()
  private readonly root: XmlNode

  constructor(
    private readonly schema: Schema,
    private readonly tables: Tables,
    document: XmlElement,
  ) {
    this.root = document.ownerDocument ?? document
  }

  findings(): SchematronFinding[] {
    const globals = this.bind(this.schema.variables, this.root, {})
    for (const pattern of this.schema.patterns) {
      if (this.found.length >= MAX_FINDINGS) break
      this.judgePattern(pattern, globals)
    }
    return this.found.slice(0, MAX_FINDINGS)
  }

  private judgePattern(pattern: Pattern, globals: Variables): void {
    const judged = new Set<XmlNode>()
    for (const rule of pattern.rules) {
      for (const node of this.nodesOf(rule, pattern, globals)) {
        if (judged.has(node)) continue
        judged.add(node)
        const variables = this.bind(rule.variables, node, globals)
        for (const assertion of rule.assertions) this.judge(assertion, pattern, node, variables)
      }
    }
  }

  /** A context is a pattern of XSLT: what it matches, anywhere in the document. */
  private nodesOf(rule: Rule, pattern: Pattern, globals: Variables): XmlNode[] {
    const expression = `//(${rule.context})`
    return (this.guarded(rule.context, pattern.id, () =>
      evaluateXPathToNodes(expression, this.root, null, globals, this.options(this.root)),
    ) ?? []) as unknown as XmlNode[]
  }

  private judge(assertion: Assertion, pattern: Pattern, node: XmlNode, variables: Variables): void {
    const { test, kind, severity, id, message } = assertion
    const holds = this.guarded(test, pattern.id, () =>
      evaluateXPathToBoolean(test, node, null, variables, this.options(node)),
    )
    if (holds === undefined || holds === (kind === 'assert')) return
    const element = elementOf(node)
    this.found.push({
      severity,
      rule: `SCHEMATRON.${id ?? pattern.id}`,
      where: element ? pathOf(element) : 'document',
      message,
    })
  }

  private bind(variables: readonly Variable[], node: XmlNode, outer: Variables): Variables {
    const bound: Variables = { ...outer }
    for (const { name, value } of variables) {
      const results = this.guarded(value, `$${name}`, () =>
        evaluateXPath(value, node, null, bound, ALL_RESULTS, this.options(node)),
      ) as unknown[] | undefined
      // An empty sequence is null and one item is itself, for the engine to take them back as they were.
      bound[name] = results && results.length > 1 ? results : (results?.[0] ?? null)
    }
    return bound
  }

  private options(node: XmlNode): Options {
    const { namespaces } = this.schema
    const currentContext: Evaluation = { current: node, tables: this.tables }
    return {
      currentContext,
      namespaceResolver: (prefix) => namespaces[prefix] ?? null,
      functionNameResolver: (name) => resolveFunction(name, namespaces),
      language: evaluateXPath.XPATH_3_1_LANGUAGE,
    }
  }

  private guarded<T>(expression: string, rule: string, evaluate: () => T): T | undefined {
    try {
      return evaluate()
    } catch (cause) {
      const key = `${rule} ${expression}`
      if (!this.failed.has(key)) {
        this.failed.add(key)
        const why =
          cause instanceof Error ? (/\b(XP[A-Z]{2}\d{4}|FO[A-Z]{2}\d{4})\b/.exec(cause.message)?.[1] ?? '') : ''
        this.found.push({
          severity: 'warning',
          rule: 'SCHEMATRON.NOT_EVALUATED',
          where: rule,
          message: `Une règle n’a pas pu être évaluée${why === '' ? '' : ` (${why})`} : elle n’est pas vérifiée.`,
        })
      }
      return undefined
    }
  }
}

function elementOf(node: XmlNode): XmlElement | undefined {
  if (node.nodeType === 1) return node as XmlElement
  const owner = (node as unknown as { ownerElement?: XmlElement | null }).ownerElement ?? node.parentNode
  return owner?.nodeType === 1 ? (owner as XmlElement) : undefined
}
