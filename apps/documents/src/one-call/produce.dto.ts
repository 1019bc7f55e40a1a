import { ApiProperty, ApiPropertyOptional, PickType } from '@nestjs/swagger'
import { Type } from 'class-transformer'
import { IsBoolean, IsOptional, IsString, Matches, MaxLength, MinLength, ValidateNested } from 'class-validator'
import type { ProduceAuthor, ProduceDocumentRequest } from '@anamnese/contracts'
import { SaveLetterDto } from '../letters/letter.dto'

const NAME = { message: 'nom et prénom, de 1 à 100 caractères' }
/** Ten million bytes of PDF, once decoded. */
const PDF_MAX = 14_000_000

class SpecialtyDto {
  @ApiProperty({ example: 'G15_10/SM04' })
  @Matches(/^\S{1,60}$/, { message: 'code de profession et savoir-faire (jeu de valeurs J01)' })
  code!: string

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(100)
  system?: string

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(300)
  display?: string
}

class ProduceAuthorDto implements ProduceAuthor {
  @ApiProperty({ example: '810100000008' })
  @Matches(/^\S{2,80}$/, { message: 'identifiant national du professionnel : 8 suivi du RPPS' })
  idNat!: string

  @ApiProperty() @IsString(NAME) @MinLength(1, NAME) @MaxLength(100, NAME) family!: string
  @ApiProperty() @IsString(NAME) @MinLength(1, NAME) @MaxLength(100, NAME) given!: string

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(20, { message: 'titre de 20 caractères au plus' })
  prefix?: string

  @ApiProperty({ type: SpecialtyDto })
  @ValidateNested({ message: 'spécialité du professionnel' })
  @Type(() => SpecialtyDto)
  specialty!: SpecialtyDto
}

const CONTENT = [
  'title',
  'sections',
  'data',
  'recipients',
  'confidentiality',
  'blockDmp',
  'maskedToProfessionals',
  'invisibleToPatient',
  'invisibleToRepresentatives',
] as const

export class ProduceDocumentDto extends PickType(SaveLetterDto, CONTENT) implements ProduceDocumentRequest {
  @ApiProperty({ example: '11490-0' })
  @Matches(/^[A-Za-z0-9_-]{1,40}$/, { message: 'code du type de document (jeu de valeurs J07)' })
  type!: string

  @ApiProperty({ example: '9000001' })
  @IsString({ message: 'numéro du séjour' })
  @MinLength(1, { message: 'numéro du séjour' })
  @MaxLength(60, { message: 'numéro du séjour, 60 caractères au plus' })
  stayNumber!: string

  @ApiPropertyOptional({ type: ProduceAuthorDto })
  @IsOptional()
  @ValidateNested()
  @Type(() => ProduceAuthorDto)
  author?: ProduceAuthorDto

  @ApiPropertyOptional({ type: ProduceAuthorDto })
  @IsOptional()
  @ValidateNested()
  @Type(() => ProduceAuthorDto)
  validator?: ProduceAuthorDto

  @ApiPropertyOptional({ description: 'PDF/A-1 en base64' })
  @IsOptional()
  @IsString({ message: 'PDF/A-1 en base64' })
  @MaxLength(PDF_MAX, { message: 'PDF de 10 Mo au plus' })
  pdf?: string

  @ApiPropertyOptional()
  @IsOptional()
  @IsString({ message: 'identifiant du document à remplacer' })
  @MaxLength(100)
  replaces?: string

  @ApiPropertyOptional({ default: true })
  @IsOptional()
  @IsBoolean({ message: 'vrai (valider et envoyer) ou faux (préparer)' })
  send?: boolean
}
