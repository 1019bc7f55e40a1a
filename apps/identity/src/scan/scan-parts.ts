import { PaperController } from '../paper/paper.controller'
import { MatchesService } from './matches.service'
import { ScanController } from './scan.controller'
import { ScanService } from './scan.service'

/** Identities that come from codes and cards, and go to paper. */
export const SCAN_CONTROLLERS = [ScanController, PaperController]
export const SCAN_PROVIDERS = [MatchesService, ScanService]
