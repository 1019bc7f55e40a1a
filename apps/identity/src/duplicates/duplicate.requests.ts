import { Transform, Type } from 'class-transformer'
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator'
import type {
  CollisionWithdrawalRequest,
  DuplicateDecisionRequest,
  DuplicateKind,
  DuplicateScanRequest,
  DuplicateState,
  SignalDuplicateRequest,
} from '@anamnese/contracts'
import { PageQuery } from '@anamnese/platform-http'

const trimmed = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.trim() : value)

export class DuplicatesQuery extends PageQuery {
  @IsOptional()
  @IsIn(['open', 'merged', 'different', 'deferred'], { message: 'état : open, merged, different ou deferred' })
  state?: DuplicateState

  @IsOptional()
  @IsIn(['DUPLICATE', 'INS'], { message: 'nature : DUPLICATE ou INS' })
  kind?: DuplicateKind

  @IsOptional()
  @Type(() => Number)
  @IsInt({ message: 'score de 0 à 100' })
  @Min(0, { message: 'score de 0 à 100' })
  @Max(100, { message: 'score de 0 à 100' })
  minScore?: number
}

export class SignalDuplicateDto implements SignalDuplicateRequest {
  @IsArray({ message: 'IPP des deux dossiers' })
  @ArrayMinSize(2, { message: 'IPP des deux dossiers' })
  @ArrayMaxSize(2, { message: 'IPP des deux dossiers' })
  @Matches(/^[\w.-]{1,50}$/, { each: true, message: 'IPP des deux dossiers' })
  ipps!: [string, string]

  @Transform(trimmed)
  @IsString({ message: 'motif du signalement' })
  @MinLength(5, { message: 'motif de 5 caractères au moins' })
  @MaxLength(500, { message: 'motif de 500 caractères au plus' })
  reason!: string
}

export class DuplicateDecisionDto implements DuplicateDecisionRequest {
  @IsInt({ message: 'version lue' })
  @Min(1, { message: 'version lue' })
  version!: number

  @IsIn(['different', 'deferred', 'open'], { message: 'décision : different, deferred ou open' })
  state!: DuplicateDecisionRequest['state']

  @Transform(trimmed)
  @IsString({ message: 'motif de la décision' })
  @MinLength(5, { message: 'motif de 5 caractères au moins' })
  @MaxLength(500, { message: 'motif de 500 caractères au plus' })
  reason!: string
}

export class CollisionWithdrawalDto implements CollisionWithdrawalRequest {
  @IsInt({ message: 'version lue' })
  @Min(1, { message: 'version lue' })
  version!: number

  @IsInt({ message: 'version lue du dossier qui porte l’INS' })
  @Min(1, { message: 'version lue du dossier qui porte l’INS' })
  holderVersion!: number

  @Transform(trimmed)
  @IsString({ message: 'motif du retrait' })
  @MinLength(5, { message: 'motif de 5 caractères au moins' })
  @MaxLength(500, { message: 'motif de 500 caractères au plus' })
  reason!: string
}

export class DuplicateScanDto implements DuplicateScanRequest {
  @IsIn(['start', 'pause', 'resume'], { message: 'action : start, pause ou resume' })
  action!: DuplicateScanRequest['action']
}
