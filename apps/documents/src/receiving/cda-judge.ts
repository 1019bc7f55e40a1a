import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common'
import type { DocumentFinding } from '@anamnese/contracts'
import { checkCda, loadCdaSchema } from '@anamnese/interop-cda'
import type { XsdSchema } from '@anamnese/interop-xml'
import { CONFIG } from '@anamnese/platform-service'
import { DocumentsConfig } from '../documents.config'

/** A document that is wrong everywhere says so a hundred times, not a million. */
const MAX_FINDINGS = 100

/** Judges the documents received with the code that judges ours: they are marked, never refused for it. */
@Injectable()
export class CdaJudge implements OnModuleInit, OnApplicationShutdown {
  private schema: XsdSchema | undefined

  constructor(@Inject(CONFIG) private readonly config: DocumentsConfig) {}

  async onModuleInit(): Promise<void> {
    const { CDA_SCHEMA_FOLDER: folder } = this.config
    if (folder !== undefined) this.schema = await loadCdaSchema(folder)
  }

  onApplicationShutdown(): void {
    this.schema?.dispose()
  }

  judge(cda: Buffer): DocumentFinding[] {
    const found = checkCda(cda, this.schema ? { schema: this.schema } : {})
    return found
      .slice(0, MAX_FINDINGS)
      .map(({ severity, rule, where, message }) => ({ severity, rule, where, message }))
  }
}
