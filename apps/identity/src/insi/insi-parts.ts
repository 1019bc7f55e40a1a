import { BatchItemRepository } from '../insi-batches/batch-item.repository'
import { BatchLoop } from '../insi-batches/batch-loop'
import { BatchRepository } from '../insi-batches/batch.repository'
import { BatchesController } from '../insi-batches/batches.controller'
import { BatchesService } from '../insi-batches/batches.service'
import { ItemRunner } from '../insi-batches/item-runner'
import { PaceRepository } from '../insi-batches/pace.repository'
import { InsiCallRepository } from './insi-call.repository'
import { InsiController } from './insi.controller'
import { insiPortProvider } from './insi-port'
import { InsiService } from './insi.service'
import { QualificationService } from './qualification.service'
import { RecordInsiController } from './record-insi.controller'
import { VerificationService } from './verification.service'

/** What makes INSi, one record at a time and by batches. */
export const INSI_CONTROLLERS = [InsiController, RecordInsiController, BatchesController]

export const INSI_PROVIDERS = [
  InsiCallRepository,
  insiPortProvider,
  InsiService,
  QualificationService,
  VerificationService,
  BatchRepository,
  BatchItemRepository,
  PaceRepository,
  ItemRunner,
  BatchesService,
  BatchLoop,
]
