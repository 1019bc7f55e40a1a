import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common'
import type { ProfessionalRef } from '@anamnese/domain-professional-ids'
import { buildCdaN1, checkCda, CdaError, loadCdaSchema } from '@anamnese/interop-cda'
import { DatamatrixError } from '@anamnese/interop-datamatrix'
import { checkPdfA, PdfError, renderLetterPdf } from '@anamnese/interop-pdfa'
import { XmlError, type XsdSchema } from '@anamnese/interop-xml'
import { ProblemError, unprocessable } from '@anamnese/platform-http'
import type { Log } from '@anamnese/platform-logging'
import { CONFIG, LOG } from '@anamnese/platform-service'
import type { ClinicalDocument } from '../documents/document'
import { DocumentsConfig } from '../documents.config'
import { toCda } from './to-cda'
import { type CompleteContext, toPrintedLetter, type VersionIdentity } from './to-printed-letter'

export interface FormsRequest {
  oid: string
  setId: string
  versionNumber: number
  replaced?: ClinicalDocument
  validator: ProfessionalRef
  validatedAt: string
}

export interface Forms {
  pdf: Buffer
  cda: Buffer
}

interface Remark {
  severity: 'error' | 'warning'
  rule: string
  where?: string
}

/** Makes the two forms of a letter, PDF/A-1 and CDA, from the same data, and checks both: one that is not right never leaves. */
@Injectable()
export class FormsMaker implements OnModuleInit, OnApplicationShutdown {
  private schema: XsdSchema | undefined

  constructor(
    @Inject(CONFIG) private readonly config: DocumentsConfig,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async onModuleInit(): Promise<void> {
    const { CDA_SCHEMA_FOLDER: folder } = this.config
    if (folder !== undefined) this.schema = await loadCdaSchema(folder)
  }

  onApplicationShutdown(): void {
    this.schema?.dispose()
  }

  /** @throws ProblemError 422 `DOCUMENT.NOT_PRODUCIBLE` when the data cannot make a document, 500 `DOCUMENT.INVALID` when ours is wrong */
  async make(context: CompleteContext, request: FormsRequest): Promise<Forms> {
    const { validator, validatedAt: at } = request
    const version = { oid: request.oid, versionNumber: request.versionNumber, validation: { validator, at } }
    return this.guarded(async () => {
      const pdf = await renderLetterPdf(toPrintedLetter(context, version, this.config))
      const cda = buildCdaN1(toCda(context, request, pdf, this.config))
      this.refuseErrors('pdf', checkPdfA(pdf))
      this.refuseErrors('cda', checkCda(cda, this.schema ? { schema: this.schema } : {}))
      return { pdf, cda }
    })
  }

  /** The page as it would be, marked as a draft. */
  async preview(context: CompleteContext, version: VersionIdentity): Promise<Buffer> {
    return this.guarded(() => renderLetterPdf(toPrintedLetter(context, version, this.config)))
  }

  private refuseErrors(form: string, remarks: readonly Remark[]): void {
    const errors = remarks.filter((remark) => remark.severity === 'error')
    if (errors.length === 0) return
    this.log.error(
      { form, errors: errors.map(({ rule, where }) => ({ rule, where })) },
      'document produit non conforme',
    )
    throw new ProblemError(
      500,
      'DOCUMENT.INVALID',
      'Le document produit n’est pas conforme : il n’a pas été validé et rien n’a été envoyé.',
      `Transmettez au support : ${errors.map((error) => error.rule).join(', ')}.`,
    )
  }

  private async guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      const ours = error instanceof CdaError || error instanceof PdfError || error instanceof DatamatrixError
      if (!ours && !(error instanceof XmlError)) throw error
      throw unprocessable('DOCUMENT.NOT_PRODUCIBLE', error.message, 'Corrigez puis recommencez.')
    }
  }
}
