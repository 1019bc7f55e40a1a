import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger'
import { Type } from 'class-transformer'
import { IsInt, IsOptional, IsString, Matches, MaxLength, Min, MinLength, ValidateNested } from 'class-validator'
import type { ReturnLetterRequest, SubmitLetterRequest } from '@anamnese/contracts'

const VERSION = { message: 'version de la lettre qui a été lue' }
const NAME = { message: 'nom de la personne, 100 caractères au plus' }

class ValidatorDto {
  @ApiProperty() @Matches(/^\S{2,80}$/, { message: 'identifiant national du professionnel' }) idNat!: string
  @ApiProperty() @IsString(NAME) @MinLength(1, NAME) @MaxLength(100, NAME) family!: string
  @ApiProperty() @IsString(NAME) @MinLength(1, NAME) @MaxLength(100, NAME) given!: string
}

export class SubmitLetterDto implements SubmitLetterRequest {
  @ApiProperty() @IsInt(VERSION) @Min(1, VERSION) version!: number

  @ApiPropertyOptional({ type: ValidatorDto })
  @IsOptional()
  @ValidateNested()
  @Type(() => ValidatorDto)
  validator?: ValidatorDto
}

export class ReturnLetterDto implements ReturnLetterRequest {
  @ApiProperty() @IsInt(VERSION) @Min(1, VERSION) version!: number

  @ApiProperty()
  @IsString({ message: 'ce qui est à reprendre' })
  @MinLength(3, { message: 'ce qui est à reprendre, en quelques mots' })
  @MaxLength(2000, { message: 'commentaire de 2000 caractères au plus' })
  comment!: string
}
