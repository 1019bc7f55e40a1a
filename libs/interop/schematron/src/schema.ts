/** A variable: its value is an XPath expression. */
export interface Variable {
  name: string
  value: string
}

export interface Assertion {
  /** XPath, as the rules write it */
  test: string
  /** an assertion must hold; a report is a remark when it holds */
  kind: 'assert' | 'report'
  severity: 'error' | 'warning'
  id: string | undefined
  message: string
}

export interface Rule {
  /** the nodes that the rule is about, an XSLT pattern */
  context: string
  variables: Variable[]
  assertions: Assertion[]
}

export interface Pattern {
  id: string
  rules: Rule[]
}

/** An ISO Schematron schema once its inclusions and abstract patterns are resolved, for one phase. */
export interface Schema {
  name: string
  /** folder that `document()` starts from */
  folder: string
  namespaces: Readonly<Record<string, string>>
  variables: Variable[]
  patterns: Pattern[]
}
