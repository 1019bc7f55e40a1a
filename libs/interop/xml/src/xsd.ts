import { readFileSync, realpathSync } from 'node:fs'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ErrorDetail, XsdValidator } from 'libxml2-wasm'
import { decodeXml } from './decode'
import { guardMarkup } from './guard'
import { DEFAULT_XML_LIMITS } from './limits'
import { XmlError } from './xml-error'
import { withSchemaFolder } from './xsd-files'

/** One departure from a schema. */
export interface XsdFinding {
  message: string
  /** from 1; the validator does not count beyond 65535 */
  line: number
  /** XPath of the element, when the validator gives it */
  path?: string
}

/**
 * A compiled XML schema. Compiling reads the main file and what it includes, from its own folder and below only. Compile once, validate
 * many times, then {@link dispose}: the memory is WebAssembly's and is not collected.
 */
export class XsdSchema {
  private constructor(
    private readonly library: typeof import('libxml2-wasm'),
    private readonly validator: XsdValidator,
  ) {}

  /**
   * Compiles the schema whose main file is given; `root` is the folder that includes may stay in (default: the folder of the main file).
   * Throws {@link XmlError} `XML.SCHEMA`.
   */
  static async load(mainFile: string, root: string = dirname(mainFile)): Promise<XsdSchema> {
    const library = await import('libxml2-wasm')
    try {
      const file = realpathSync(mainFile)
      return withSchemaFolder(realpathSync(root), library.xmlRegisterInputProvider, () => {
        const document = library.XmlDocument.fromBuffer(readFileSync(file), {
          url: pathToFileURL(file).href,
          option: library.ParseOption.XML_PARSE_NONET,
        })
        try {
          return new XsdSchema(library, library.XsdValidator.fromDoc(document))
        } finally {
          document.dispose()
        }
      })
    } catch (cause) {
      throw new XmlError('XML.SCHEMA', `Le schéma XML ne peut pas être lu : ${mainFile}`, detailOf(cause), { cause })
    }
  }

  /** What departs from the schema, in document order; empty when valid. Throws {@link XmlError} when the XML may not even be parsed. */
  validate(xml: Uint8Array): XsdFinding[] {
    if (xml.byteLength > DEFAULT_XML_LIMITS.maxBytes) {
      throw new XmlError('XML.TOO_LARGE', 'Le document XML est trop volumineux.')
    }
    guardMarkup(decodeXml(xml), DEFAULT_XML_LIMITS)
    const { XmlDocument, XmlParseError, XmlValidateError, ParseOption } = this.library
    let document: InstanceType<typeof XmlDocument> | undefined
    try {
      document = XmlDocument.fromBuffer(xml, {
        // A document with a scanned annex holds one text longer than the library's ordinary bound of 10 million characters.
        option: ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_HUGE,
      })
      this.validator.validate(document)
      return []
    } catch (error) {
      if (error instanceof XmlValidateError) return error.details.map(findingOf)
      if (!(error instanceof XmlParseError)) throw error
      throw new XmlError('XML.MALFORMED', "Le document n'est pas du XML bien formé.", lineOf(error.details), {
        cause: error,
      })
    } finally {
      document?.dispose()
    }
  }

  dispose(): void {
    this.validator.dispose()
  }
}

/** Validates once: compiles the schema, validates, disposes of it. For many documents keep an {@link XsdSchema}. */
export async function validateXsd(xml: Uint8Array, mainFile: string, root?: string): Promise<XsdFinding[]> {
  const schema = await XsdSchema.load(mainFile, root)
  try {
    return schema.validate(xml)
  } finally {
    schema.dispose()
  }
}

function findingOf(detail: ErrorDetail): XsdFinding {
  const message = detail.message.replaceAll(/\{[^}]*\}/g, '').trim()
  return { message, line: detail.line, ...(detail.xpath === undefined ? {} : { path: detail.xpath }) }
}

function lineOf(details: readonly ErrorDetail[]): string | undefined {
  return details[0] && `line ${details[0].line}, column ${details[0].col}`
}

function detailOf(cause: unknown): string | undefined {
  return cause instanceof Error ? cause.message : undefined
}
