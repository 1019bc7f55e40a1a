import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger'
import { Type } from 'class-transformer'
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator'
import { type AccountRequest, type Permission, PERMISSIONS } from '@anamnese/contracts'
import type { Code } from '@anamnese/domain-professional-ids'

export class CodeDto implements Code {
  @ApiProperty()
  @IsString()
  @MaxLength(60)
  code!: string

  @ApiProperty()
  @IsString()
  @MaxLength(100)
  system!: string

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(300)
  display?: string
}

export class AccountDto implements AccountRequest {
  @ApiProperty()
  @IsString({ message: 'nom d’exercice' })
  @MinLength(1, { message: 'nom d’exercice' })
  @MaxLength(100)
  family!: string

  @ApiProperty()
  @IsString({ message: 'prénom d’exercice' })
  @MinLength(1, { message: 'prénom d’exercice' })
  @MaxLength(100)
  given!: string

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(20)
  prefix?: string

  /** PS_idNat: `8` + RPPS, `3` + FINESS + `/` + local identifier… (TRE_G08) */
  @ApiPropertyOptional()
  @IsOptional()
  @Matches(/^(8\d{11}|0\d{9}|[3-5][0-9A-Z]{9,14}\/[^\s/]{1,60})$/, {
    message: 'identifiant national : 8 suivi du RPPS, ou 3 suivi du FINESS, de / et de l’identifiant local',
  })
  idNat?: string

  @ApiProperty()
  @Matches(/^[0-9A-Z]{0,10}$/, { message: 'code de profession (TRE_G15 ou autre rôle)' })
  profession!: string

  @ApiPropertyOptional({ type: CodeDto })
  @IsOptional()
  @ValidateNested()
  @Type(() => CodeDto)
  specialty?: CodeDto

  @ApiProperty({ type: [String] })
  @IsArray()
  @ArrayMaxSize(200)
  @Matches(/^[0-9A-Za-z_-]{1,20}$/, { each: true, message: 'codes des unités fonctionnelles' })
  units!: string[]

  @ApiPropertyOptional({ enum: PERMISSIONS, isArray: true })
  @IsOptional()
  @IsArray()
  @IsIn(PERMISSIONS, { each: true, message: `droits parmi ${PERMISSIONS.join(', ')}` })
  permissions?: Permission[]

  @ApiPropertyOptional()
  @IsOptional()
  @IsBoolean({ message: 'vrai ou faux' })
  active?: boolean
}

export class AccountChangeDto extends PartialType(AccountDto) {}
