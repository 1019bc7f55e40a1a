import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseXml, type XmlDocument } from '@anamnese/interop-xml'
import { registerCustomXPathFunction } from 'fontoxpath'
import { SchematronError } from './schematron-error'

/** Namespace of the two functions of XSLT that rules use beside those of XPath. */
export const XSLT_FUNCTIONS = 'urn:anamnese:schematron'
const XPATH_FUNCTIONS = 'http://www.w3.org/2005/xpath-functions'
const XSLT_NAMES = ['document', 'doc', 'current']
const MAX_TABLE_BYTES = 64 * 1024 * 1024

/** What an expression is evaluated in. */
export interface Evaluation {
  /** the node that `current()` is */
  current: unknown
  tables: Tables
}

/** The files that rules look codes up in, read once. */
export class Tables {
  private readonly read = new Map<string, XmlDocument>()

  /** @param folder where the paths of the rules start */
  constructor(private readonly folder: string) {}

  open(path: string): XmlDocument {
    const file = resolve(this.folder, path)
    const known = this.read.get(file)
    if (known) return known
    try {
      if (statSync(file).size > MAX_TABLE_BYTES) throw new Error('too large')
      const table = parseXml(readFileSync(file))
      this.read.set(file, table)
      return table
    } catch (cause) {
      throw new SchematronError('SCHEMATRON.UNREADABLE', 'Une table des règles est illisible.', path, { cause })
    }
  }
}

registerCustomXPathFunction(
  { namespaceURI: XSLT_FUNCTIONS, localName: 'document' },
  ['xs:string'],
  'node()?',
  ({ currentContext }: { currentContext: unknown }, path: string) => (currentContext as Evaluation).tables.open(path),
)
registerCustomXPathFunction(
  { namespaceURI: XSLT_FUNCTIONS, localName: 'current' },
  [],
  'item()*',
  ({ currentContext }: { currentContext: unknown }) => [(currentContext as Evaluation).current],
)

/** Functions without a prefix are those of XPath, but for the few of XSLT. */
export function resolveFunction(
  { prefix, localName }: { prefix: string | null; localName: string },
  namespaces: Readonly<Record<string, string>>,
): { namespaceURI: string; localName: string } {
  if (prefix === null || prefix === '' || prefix === 'fn') {
    const isXslt = XSLT_NAMES.includes(localName)
    const name = localName === 'doc' ? 'document' : localName
    return { namespaceURI: isXslt ? XSLT_FUNCTIONS : XPATH_FUNCTIONS, localName: name }
  }
  const uri = prefix === 'xs' ? 'http://www.w3.org/2001/XMLSchema' : namespaces[prefix]
  if (uri === undefined) throw new Error(`XPST0081: no namespace for ${prefix}`)
  return { namespaceURI: uri, localName }
}
