import { CandidatesService } from './candidates.service'
import { CreationController } from './creation.controller'
import { CreationSearchRepository } from './creation-search.repository'
import { CreationService } from './creation.service'
import { IppSequenceRepository } from './ipp-sequence.repository'

/** Creation of identities: the search before it, the IPP, the record. */
export const CREATION_CONTROLLERS = [CreationController]
export const CREATION_PROVIDERS = [CreationSearchRepository, IppSequenceRepository, CandidatesService, CreationService]
