import { attributeOf, childrenOf } from '@anamnese/interop-xml'
import { HL7_V3 } from '../oids'
import { CARDINALITIES, HEADER_ORDER } from './cardinality-table'
import { elementsAt, type CheckContext } from './finding'

interface Cardinality {
  name: string
  mayBeNull: boolean
  min: number
  max: number
}

const TABLE: ReadonlyMap<string, Cardinality[]> = new Map(
  Object.entries(CARDINALITIES).map(([path, text]) => [path, text.split(', ').map(parse)]),
)

/** How many of each element there are, which may not be null, and in which order the header is. */
export function checkStructure(context: CheckContext): void {
  for (const [path, cardinalities] of TABLE) {
    for (const parent of elementsAt(context.document, path)) {
      if (attributeOf(parent, 'nullFlavor') !== undefined) continue
      for (const cardinality of cardinalities) checkCardinality(context, parent, cardinality)
    }
  }
  checkOrder(context)
}

function checkCardinality(
  { report }: CheckContext,
  parent: CheckContext['document'],
  { name, mayBeNull, min, max }: Cardinality,
): void {
  const found = childrenOf(parent, name, HL7_V3)
  const present = mayBeNull ? found : found.filter((element) => attributeOf(element, 'nullFlavor') === undefined)
  if (present.length < min) {
    const what =
      found.length > present.length ? 'ne doit pas être un nullFlavor' : `doit être présent (${min} au moins)`
    report('error', 'CDA.CARDINALITY', parent, `L'élément ${name} ${what}.`)
  }
  if (found.length > max) {
    const what = max === 0 ? "n'est pas permis" : `ne peut pas être présent plus de ${max} fois`
    report('error', 'CDA.CARDINALITY', parent, `L'élément ${name} ${what}.`)
  }
}

function checkOrder({ document, report }: CheckContext): void {
  let reached = 0
  for (const child of childrenOf(document, undefined, HL7_V3)) {
    const rank = HEADER_ORDER.indexOf(child.localName ?? '')
    if (rank === -1) continue
    if (rank < reached)
      report('error', 'CDA.ORDER', child, `L'élément ${HEADER_ORDER[rank] ?? ''} n'est pas à sa place.`)
    reached = Math.max(reached, rank)
  }
}

function parse(text: string): Cardinality {
  const [, name = '', mark, min, max] = /^(\w+)(!?) (\d)\.\.(\d|\*)$/.exec(text) ?? []
  return { name, mayBeNull: mark === '', min: Number(min), max: max === '*' ? Infinity : Number(max) }
}
