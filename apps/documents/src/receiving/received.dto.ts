import { Transform } from 'class-transformer'
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Matches, MaxLength, Min, MinLength } from 'class-validator'
import type { AttachRequest, DismissRequest, ReceiveQuery } from '@anamnese/contracts'
import { PageQuery } from '@anamnese/platform-http'

const STATES =
  /^(received|opened|integrated|duplicate|withdrawn|to-attach|conflict|refused|infected|failed|dismissed)(,[a-z-]{1,20}){0,10}$/

export class ReceiveDto implements ReceiveQuery {
  @IsOptional()
  @Matches(/^[\w-]{1,100}$/, { message: 'identifiant du dossier' })
  patientId?: string

  @IsOptional()
  @Matches(/^[A-Za-z0-9_-]{1,40}$/, { message: 'code du type de document (jeu de valeurs J07)' })
  type?: string

  @IsOptional()
  @IsString()
  @MaxLength(128, { message: 'titre de 128 caractères au plus' })
  title?: string

  @IsOptional()
  @IsString()
  @MaxLength(255, { message: 'nom de fichier de 255 caractères au plus' })
  fileName?: string
}

export class ArrivalsQuery extends PageQuery {
  /** states separated by commas; what a person has to treat when absent */
  @IsOptional()
  @Matches(STATES, { message: 'états séparés par des virgules' })
  state?: string

  @IsOptional()
  @IsIn(['file', 'dmp', 'mssante'], { message: 'origine : file, dmp ou mssante' })
  origin?: 'file' | 'dmp' | 'mssante'
}

class VersionDto {
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? Number(value) : value))
  @IsInt({ message: 'version lue' })
  @Min(1, { message: 'version lue' })
  version!: number
}

export class RetryDto extends VersionDto {}

export class AttachDto extends VersionDto implements AttachRequest {
  @Matches(/^[\w-]{1,100}$/, { message: 'identifiant du dossier' })
  patientId!: string

  @IsOptional()
  @Matches(/^[A-Za-z0-9_-]{1,40}$/, { message: 'code du type de document (jeu de valeurs J07)' })
  type?: string

  @IsOptional()
  @IsString()
  @MaxLength(128, { message: 'titre de 128 caractères au plus' })
  title?: string

  @IsOptional()
  @IsBoolean({ message: 'malgré les différences : true ou false' })
  despiteDifferences?: boolean

  @IsOptional()
  @IsBoolean({ message: 'garder les deux : true ou false' })
  keepBoth?: boolean
}

export class DismissDto extends VersionDto implements DismissRequest {
  @IsString()
  @MinLength(3, { message: 'motif : 3 caractères au moins' })
  @MaxLength(500, { message: 'motif de 500 caractères au plus' })
  reason!: string
}
