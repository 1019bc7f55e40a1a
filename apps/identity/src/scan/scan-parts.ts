import { MatchesService } from './matches.service'
import { ScanController } from './scan.controller'
import { ScanService } from './scan.service'

export const SCAN_CONTROLLERS = [ScanController]
export const SCAN_PROVIDERS = [MatchesService, ScanService]
