import type { Provider, Type } from '@nestjs/common'
import { AttachmentDigests } from './attachment-digests'
import { BinaryController } from './binary.controller'
import { DigestRepository } from './digest.repository'
import { DocumentSearchService } from './document-search.service'
import { FhirController } from './fhir.controller'
import { SearchedRecords } from './searched-records'

/** The FHIR interface of the documents. The route of what is unknown comes last. */
export const fhirControllers: Type[] = [BinaryController, FhirController]
export const fhirProviders: Provider[] = [DigestRepository, AttachmentDigests, SearchedRecords, DocumentSearchService]
