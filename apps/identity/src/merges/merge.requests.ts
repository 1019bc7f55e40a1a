import { Transform } from 'class-transformer'
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator'
import type { MergePreviewRequest, MergeRequest, UndoMergeRequest } from '@anamnese/contracts'
import { PageQuery } from '@anamnese/platform-http'

const trimmed = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.trim() : value)
const ID = /^[\w.-]{1,100}$/

export class MergesQuery extends PageQuery {
  @IsOptional()
  @IsIn(['done', 'undone'], { message: 'état : done ou undone' })
  state?: 'done' | 'undone'

  @IsOptional()
  @Matches(ID, { message: 'identifiant du dossier' })
  patientId?: string
}

export class MergePreviewDto implements MergePreviewRequest {
  @Matches(ID, { message: 'identifiant du dossier conservé' })
  survivorId!: string

  @Matches(ID, { message: 'identifiant du dossier absorbé' })
  absorbedId!: string
}

export class MergeDto extends MergePreviewDto implements MergeRequest {
  @IsInt({ message: 'version lue du dossier conservé' })
  @Min(1, { message: 'version lue du dossier conservé' })
  survivorVersion!: number

  @IsInt({ message: 'version lue du dossier absorbé' })
  @Min(1, { message: 'version lue du dossier absorbé' })
  absorbedVersion!: number

  @Transform(trimmed)
  @IsString({ message: 'motif de la fusion' })
  @MinLength(5, { message: 'motif de 5 caractères au moins' })
  @MaxLength(500, { message: 'motif de 500 caractères au plus' })
  reason!: string

  @IsArray({ message: 'codes des avertissements lus' })
  @ArrayMaxSize(30)
  @Matches(/^[A-Z_]{1,40}$/, { each: true, message: 'codes des avertissements lus' })
  acknowledged!: string[]
}

export class UndoMergeDto implements UndoMergeRequest {
  @IsInt({ message: 'version lue de la fusion' })
  @Min(1, { message: 'version lue de la fusion' })
  version!: number

  @Transform(trimmed)
  @IsString({ message: 'motif de l’annulation' })
  @MinLength(5, { message: 'motif de 5 caractères au moins' })
  @MaxLength(500, { message: 'motif de 500 caractères au plus' })
  reason!: string
}
