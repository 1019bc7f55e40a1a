import { CollisionRecorder } from '../duplicates/collision-recorder'
import { CollisionResolution } from '../duplicates/collision-resolution'
import { DuplicateEventsController } from '../duplicates/duplicate-events.controller'
import { DuplicateFinder } from '../duplicates/duplicate-finder'
import { DuplicateLoop } from '../duplicates/duplicate-loop'
import { DuplicatePairRepository } from '../duplicates/duplicate-pair.repository'
import { DuplicateScanRepository } from '../duplicates/duplicate-scan.repository'
import { DuplicateScanner } from '../duplicates/duplicate-scanner'
import { DuplicateSignals } from '../duplicates/duplicate-signals'
import { DuplicatesController } from '../duplicates/duplicates.controller'
import { DuplicatesService } from '../duplicates/duplicates.service'
import { MatchCardRepository } from '../duplicates/match-card.repository'
import { LiveRecordController } from './live-record.controller'
import { MergeHistory } from './merge-history'
import { MergeListService } from './merge-list.service'
import { MergeRecordRepository } from './merge-record.repository'
import { MergesController } from './merges.controller'
import { MergesService } from './merges.service'
import { UndoService } from './undo.service'

/** Duplicates, collisions and merges: what the module of the service is made of. */
export const MERGE_CONTROLLERS = [
  DuplicatesController,
  DuplicateEventsController,
  MergesController,
  LiveRecordController,
]
export const MERGE_PROVIDERS = [
  MatchCardRepository,
  DuplicatePairRepository,
  DuplicateScanRepository,
  DuplicateFinder,
  DuplicateScanner,
  DuplicateLoop,
  DuplicatesService,
  CollisionRecorder,
  DuplicateSignals,
  CollisionResolution,
  MergeRecordRepository,
  MergeHistory,
  MergesService,
  MergeListService,
  UndoService,
]
