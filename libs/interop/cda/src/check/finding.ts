import type { ValueSets } from '@anamnese/domain-value-sets'
import { childrenOf, pathOf, type XmlElement } from '@anamnese/interop-xml'
import { HL7_V3 } from '../oids'

/** One departure of a document from a rule. */
export interface Finding {
  /** an error makes the document refusable; a warning is tolerated by receivers or by the published samples */
  severity: 'error' | 'warning'
  /** stable identifier of the rule */
  rule: string
  /** path of the element */
  where: string
  /** French sentence; never quotes health data or an identity */
  message: string
}

/** What the rules look at, and where they say what they found. */
export interface CheckContext {
  document: XmlElement
  /** every element of the header: of the document without its body */
  headerElements: readonly XmlElement[]
  valueSets: ValueSets
  report: (severity: Finding['severity'], rule: string, at: XmlElement, message: string) => void
}

export function contextOf(document: XmlElement, valueSets: ValueSets, findings: Finding[]): CheckContext {
  return {
    document,
    headerElements: childrenOf(document)
      .filter((child) => child.localName !== 'component')
      .flatMap(withDescendants),
    valueSets,
    report: (severity, rule, at, message) => {
      findings.push({ severity, rule, where: pathOf(at), message })
    },
  }
}

/** The elements at a path of local names below the document. */
export function elementsAt(document: XmlElement, path: string): XmlElement[] {
  if (path === '') return [document]
  return path
    .split('/')
    .reduce<XmlElement[]>((parents, name) => parents.flatMap((parent) => childrenOf(parent, name, HL7_V3)), [document])
}

function withDescendants(element: XmlElement): XmlElement[] {
  return [element, ...childrenOf(element).flatMap(withDescendants)]
}
