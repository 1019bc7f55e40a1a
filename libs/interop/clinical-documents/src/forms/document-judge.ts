import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { checkCda, type DocumentRules, type Finding, loadCdaSchema } from '@anamnese/interop-cda'
import { checkPdfA, type PdfFinding } from '@anamnese/interop-pdfa'
import { loadSchematron, Schematron } from '@anamnese/interop-schematron'
import { childrenOf, type XmlElement, type XsdSchema } from '@anamnese/interop-xml'
import type { ValueSets } from '@anamnese/domain-value-sets'

/** Where the published material is; what is absent is not used. */
export interface JudgeMaterial {
  /** folder of `CDA_extended.xsd` */
  schemaFolder?: string | undefined
  /** folder of the official schematrons */
  schematronFolder?: string | undefined
  valueSets?: ValueSets | undefined
}

/** The schematron of each structured model, by its template; those of `profils/` are for every document. */
const VOLETS: Readonly<Record<string, string>> = {
  '1.2.250.1.213.1.1.1.29': 'CI-SIS_LDL-SES',
  '1.2.250.1.213.1.1.1.21': 'CI-SIS_LDL-EES',
}

/**
 * The one judge of clinical documents, of the service that makes them and of the command line: header and model rules, schema and official
 * schematrons when their folders are configured, PDF/A-1.
 */
export class DocumentJudge {
  private constructor(
    private readonly schema: XsdSchema | undefined,
    private readonly rules: DocumentRules[],
    private readonly valueSets: ValueSets | undefined,
  ) {}

  /** @throws XmlError or SchematronError when a folder that was asked for does not hold what it should */
  static async load({ schemaFolder, schematronFolder, valueSets }: JudgeMaterial): Promise<DocumentJudge> {
    const rules = schematronFolder === undefined ? [] : loadRules(schematronFolder)
    const schema = schemaFolder === undefined ? undefined : await loadCdaSchema(schemaFolder)
    return new DocumentJudge(schema, rules, valueSets)
  }

  get hasSchema(): boolean {
    return this.schema !== undefined
  }

  /** @param options.strict for a document of ours: what published ones do not respect is an error too */
  cda(xml: Uint8Array, options: { strict?: boolean } = {}): Finding[] {
    const { schema, rules, valueSets } = this
    return checkCda(xml, {
      ...options,
      ...(schema === undefined ? {} : { schema }),
      ...(valueSets === undefined ? {} : { valueSets }),
      schematrons: rules,
    })
  }

  pdf(bytes: Uint8Array): PdfFinding[] {
    return checkPdfA(bytes)
  }

  dispose(): void {
    this.schema?.dispose()
  }
}

/** The schemas of `profils/` when there is such a folder, else of the folder itself; those of a model run on its documents only. */
function loadRules(folder: string): DocumentRules[] {
  const names = (inside: string): string[] =>
    readdirSync(inside, { withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.sch'))
      .map((entry) => join(inside, entry.name))
      .sort()
  const hasProfiles = readdirSync(folder).includes('profils')
  const files = [...(hasProfiles ? names(join(folder, 'profils')) : []), ...names(folder)]
  return files
    .filter((file) => !hasProfiles || !file.startsWith(join(folder, 'CI-SIS')) || modelOf(file) !== undefined)
    .map((file) => {
      const schematron = new Schematron(loadSchematron(file, { root: folder }))
      const model = modelOf(file)
      return {
        check: (document: XmlElement) =>
          model === undefined || declares(document, model) ? schematron.check(document) : [],
      }
    })
}

function modelOf(file: string): string | undefined {
  const name = basename(file)
  return Object.entries(VOLETS).find(([, prefix]) => name.startsWith(prefix))?.[0]
}

function declares(document: XmlElement, root: string): boolean {
  return childrenOf(document, 'templateId').some((template) => template.getAttribute('root') === root)
}
