import { checkCda, loadCdaSchema, loadValueSets } from '@anamnese/interop-cda'
import { ValueSets } from '@anamnese/domain-value-sets'
import type { XsdSchema } from '@anamnese/interop-xml'
import type { Remark } from './verdict'

/** The header rules of the CI-SIS, with the schema and the published lists when they are there. */
export class CdaJudge {
  private constructor(
    private readonly schema: XsdSchema | undefined,
    private readonly valueSets: ValueSets,
  ) {}

  /** @throws XmlError when the folder that was asked for does not hold the schema */
  static async load(schemaFolder: string | undefined, valueSetFolder: string | undefined): Promise<CdaJudge> {
    const schema = schemaFolder === undefined ? undefined : await loadCdaSchema(schemaFolder)
    return new CdaJudge(schema, new ValueSets(valueSetFolder === undefined ? [] : loadValueSets(valueSetFolder)))
  }

  judge(document: Buffer): Remark[] {
    const { schema, valueSets } = this
    const findings: Remark[] = checkCda(document, { valueSets, ...(schema === undefined ? {} : { schema }) })
    if (schema !== undefined) return findings
    return [
      ...findings,
      {
        severity: 'info',
        rule: 'CHECK.NO_SCHEMA',
        where: 'document',
        message: 'Le schéma CDA_extended.xsd n’a pas été vérifié : indiquez son dossier par --schema.',
      },
    ]
  }

  dispose(): void {
    this.schema?.dispose()
  }
}
