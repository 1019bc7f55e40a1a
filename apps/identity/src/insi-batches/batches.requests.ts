import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsOptional, IsString, MaxLength } from 'class-validator'
import type { InsiBatchRequest, InsiItemOutcome } from '@anamnese/contracts'
import { PageQuery } from '@anamnese/platform-http'
import { ITEM_OUTCOMES } from './batch'

export class BatchDto implements InsiBatchRequest {
  @IsIn(['search', 'verify'], { message: 'lot : search (recherche) ou verify (vérification)' })
  kind!: 'search' | 'verify'

  @IsOptional()
  @IsArray({ message: 'liste de dossiers' })
  @ArrayMinSize(1, { message: 'au moins un dossier' })
  @ArrayMaxSize(5000, { message: '5 000 dossiers au plus' })
  @IsString({ each: true, message: 'identifiant de dossier' })
  @MaxLength(100, { each: true, message: 'identifiant de dossier' })
  patientIds?: string[]

  @IsOptional()
  @IsIn(['to-qualify', 'to-verify'], { message: 'liste de travail : to-qualify ou to-verify' })
  worklist?: 'to-qualify' | 'to-verify'

  @IsOptional()
  @IsBoolean({ message: 'true pour accepter ce qui ne diffère en rien' })
  acceptIdentical?: boolean
}

export class ItemQuery extends PageQuery {
  @IsOptional()
  @IsIn(ITEM_OUTCOMES, { message: 'résultat du lot inconnu' })
  outcome?: InsiItemOutcome
}
