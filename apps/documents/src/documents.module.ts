import { Inject, Module, type OnModuleInit } from '@nestjs/common'
import type { BlobStore } from '@anamnese/platform-blobs'
import { BLOBS } from '@anamnese/platform-service'
import { DocumentBytes } from './documents/document-bytes'
import { DocumentRepository } from './documents/document.repository'
import { DocumentsController } from './documents/documents.controller'
import { DocumentsService } from './documents/documents.service'
import { exportControllers, exportProviders } from './export/providers'
import { keepingControllers, keepingProviders } from './keeping/providers'
import { fhirControllers, fhirProviders } from './fhir/providers'
import { LetterContexts } from './letters/letter-contexts'
import { LetterRepository } from './letters/letter.repository'
import { LettersController } from './letters/letters.controller'
import { LettersService } from './letters/letters.service'
import { ReviewController } from './letters/review.controller'
import { ReviewService } from './letters/review.service'
import { WorklistService } from './letters/worklist.service'
import { oneCallControllers, oneCallProviders } from './one-call/providers'
import { ChoicesRepository } from './projections/choices.repository'
import { CorrespondentRepository } from './projections/correspondent.repository'
import { PatientRepository } from './projections/patient.repository'
import { ProjectionsController } from './projections/projections.controller'
import { StayRepository } from './projections/stay.repository'
import { readingControllers, readingProviders } from './reading/providers'
import { recipientsControllers, recipientsProviders } from './recipients/providers'
import { receivingControllers, receivingProviders } from './receiving/providers'
import { DocumentTypesController } from './templates/document-types.controller'
import { templateProvider } from './templates/template.provider'
import { FormsMaker } from './validation/make-forms'
import { ValidationService } from './validation/validation.service'
import { withdrawalControllers, withdrawalProviders } from './withdrawal/providers'

@Module({
  controllers: [
    ProjectionsController,
    LettersController,
    ReviewController,
    ...recipientsControllers,
    DocumentTypesController,
    ...receivingControllers,
    ...exportControllers,
    ...keepingControllers,
    ...readingControllers,
    DocumentsController,
    ...withdrawalControllers,
    ...oneCallControllers,
    ...fhirControllers,
  ],
  providers: [
    PatientRepository,
    StayRepository,
    CorrespondentRepository,
    ChoicesRepository,
    LetterRepository,
    DocumentRepository,
    DocumentBytes,
    LetterContexts,
    LettersService,
    ReviewService,
    WorklistService,
    FormsMaker,
    ValidationService,
    DocumentsService,
    templateProvider,
    ...recipientsProviders,
    ...withdrawalProviders,
    ...fhirProviders,
    ...oneCallProviders,
    ...receivingProviders,
    ...readingProviders,
    ...keepingProviders,
    ...exportProviders,
  ],
})
export class DocumentsModule implements OnModuleInit {
  constructor(@Inject(BLOBS) private readonly blobs: BlobStore | null) {}

  /** Documents are kept encrypted or not at all. */
  onModuleInit(): void {
    if (this.blobs === null) throw new Error('BLOB_MASTER_KEY : clé maîtresse des documents, 32 octets en base64')
  }
}
