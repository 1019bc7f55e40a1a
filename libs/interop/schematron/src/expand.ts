import { readFileSync, statSync } from 'node:fs'
import { dirname, relative, resolve, sep } from 'node:path'
import { attributeOf, childrenOf, parseXml, type XmlElement } from '@anamnese/interop-xml'
import { SchematronError } from './schematron-error'

/** ISO/IEC 19757-3 */
export const SCH = 'http://purl.oclc.org/dsdl/schematron'

const MAX_FILE_BYTES = 8 * 1024 * 1024
const MAX_FILES = 2000

/**
 * The elements of a schema, those of the files that it includes in their place. Files outside of `root` are not read. Each element comes
 * with nothing of its file: paths in variables start from the schema itself.
 */
export function expandedChildren(file: string, root: string): { schema: XmlElement; children: XmlElement[] } {
  const reading = new Reading(root)
  const schema = reading.rootOf(file)
  return { schema, children: childrenOf(schema).flatMap((child) => reading.expand(child, file, 0)) }
}

class Reading {
  private count = 0

  constructor(private readonly root: string) {}

  rootOf(file: string): XmlElement {
    this.count += 1
    if (this.count > MAX_FILES) throw new SchematronError('SCHEMATRON.TOO_LARGE', 'Trop de fichiers inclus.', file)
    try {
      if (statSync(file).size > MAX_FILE_BYTES) {
        throw new SchematronError('SCHEMATRON.TOO_LARGE', 'Un fichier de règles est trop volumineux.', file)
      }
      const element = parseXml(readFileSync(file)).documentElement
      if (element?.namespaceURI === SCH) return element
      throw new SchematronError('SCHEMATRON.INVALID', 'Ce fichier n’est pas un schématron.', file)
    } catch (cause) {
      if (cause instanceof SchematronError) throw cause
      throw new SchematronError('SCHEMATRON.UNREADABLE', 'Un fichier de règles est illisible.', file, { cause })
    }
  }

  expand(element: XmlElement, file: string, depth: number): XmlElement[] {
    if (element.namespaceURI !== SCH) return []
    if (element.localName !== 'include') return [element]
    const href = (attributeOf(element, 'href') ?? '').split('#')[0] ?? ''
    const target = resolve(dirname(file), ...href.split('/'))
    if (depth > 20 || relative(this.root, target).split(sep)[0] === '..') {
      throw new SchematronError('SCHEMATRON.INVALID', 'Une inclusion sort du dossier des règles.', href)
    }
    return this.expand(this.rootOf(target), target, depth + 1)
  }
}
