import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common'
import type { ProfessionalRef } from '@anamnese/domain-professional-ids'
import { CdaError } from '@anamnese/interop-cda'
import {
  DocumentJudge,
  type DocumentForms,
  producePage,
  produceForms,
  unstructured,
} from '@anamnese/interop-clinical-documents'
import { DatamatrixError } from '@anamnese/interop-datamatrix'
import { PdfError } from '@anamnese/interop-pdfa'
import { XmlError } from '@anamnese/interop-xml'
import { ProblemError, unprocessable } from '@anamnese/platform-http'
import type { Log } from '@anamnese/platform-logging'
import { CONFIG, LOG } from '@anamnese/platform-service'
import { DocumentsConfig } from '../documents.config'
import { type CompleteContext, toSource, validated, type VersionIdentity } from './to-source'

export interface FormsRequest extends VersionIdentity {
  validator: ProfessionalRef
  validatedAt: string
  /** the page that another software made */
  page?: Buffer
}

interface Remark {
  severity: 'error' | 'warning'
  rule: string
  where?: string
}

/** Makes the forms of a letter, PDF/A-1 and CDA, from the same data, and judges them: one that is not right never leaves. */
@Injectable()
export class FormsMaker implements OnModuleInit, OnApplicationShutdown {
  private judge: DocumentJudge | undefined

  constructor(
    @Inject(CONFIG) private readonly config: DocumentsConfig,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async onModuleInit(): Promise<void> {
    const { CDA_SCHEMA_FOLDER: schemaFolder, SCHEMATRON_FOLDER: schematronFolder } = this.config
    this.judge = await DocumentJudge.load({ schemaFolder, schematronFolder })
  }

  onApplicationShutdown(): void {
    this.judge?.dispose()
  }

  /** @throws ProblemError 422 `DOCUMENT.NOT_PRODUCIBLE` when the data cannot make a document, 500 `DOCUMENT.INVALID` when ours is wrong */
  async make(context: CompleteContext, request: FormsRequest): Promise<DocumentForms> {
    const { judge } = this
    if (!judge) throw new Error('the judge of documents is not loaded')
    return this.guarded(async () => {
      const source = toSource(context, request, this.config)
      const signed = validated(source, request.validator, request.validatedAt)
      const { page } = request
      const forms = page ? { pdf: page, cda: unstructured(signed, page) } : await produceForms(signed)
      this.refuseErrors('pdf', judge.pdf(forms.pdf))
      this.refuseErrors('cda', judge.cda(forms.cda, { strict: true }))
      return forms
    })
  }

  /** What a page made elsewhere has that PDF/A-1 does not allow, in French; none: it may be a document. */
  defectsOf(page: Buffer): string[] {
    const findings = this.judge?.pdf(page) ?? []
    return findings.filter(({ severity }) => severity === 'error').map(({ message }) => message)
  }

  /** The page as it would be, marked as a draft. */
  async preview(context: CompleteContext, version: VersionIdentity): Promise<Buffer> {
    return this.guarded(() => producePage(toSource(context, version, this.config)))
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
      `Transmettez au support : ${[...new Set(errors.map((error) => error.rule))].join(', ')}.`,
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
