import { loadValueSets } from '@anamnese/interop-cda'
import { DocumentJudge } from '@anamnese/interop-clinical-documents'
import { ValueSets } from '@anamnese/domain-value-sets'
import type { Remark } from './verdict'

/** Folders of the published material, each used when it is there. */
export interface CdaMaterial {
  schemaFolder?: string | undefined
  valueSetFolder?: string | undefined
  schematronFolder?: string | undefined
}

/** The judge of the services, with the schema, the published lists and the official schematrons when they are there. */
export class CdaJudge {
  private constructor(private readonly judgeOfServices: DocumentJudge) {}

  /** @throws XmlError or SchematronError when a folder that was asked for does not hold what it should */
  static async load(material: CdaMaterial = {}): Promise<CdaJudge> {
    const { schemaFolder, schematronFolder, valueSetFolder } = material
    const valueSets = new ValueSets(valueSetFolder === undefined ? [] : loadValueSets(valueSetFolder))
    return new CdaJudge(await DocumentJudge.load({ schemaFolder, schematronFolder, valueSets }))
  }

  judge(document: Buffer): Remark[] {
    const findings: Remark[] = this.judgeOfServices.cda(document)
    if (this.judgeOfServices.hasSchema) return findings
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

  judgePdf(pdf: Buffer): Remark[] {
    return this.judgeOfServices.pdf(pdf).map((remark) => ({ ...remark, where: 'fichier' }))
  }

  dispose(): void {
    this.judgeOfServices.dispose()
  }
}
