import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger'
import { Type } from 'class-transformer'
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator'
import type {
  CreateLetterRequest,
  DocumentRecipient,
  LetterSectionKey,
  LetterView,
  SaveLetterRequest,
  ValidateLetterRequest,
} from '@anamnese/contracts'
import { PageQuery } from '@anamnese/platform-http'

/** Enough for the longest letters; beyond, it is a paste by mistake. */
const SECTION_MAX = 30_000

const Section = (): PropertyDecorator => (target, property) => {
  ApiPropertyOptional()(target, property)
  IsOptional()(target, property)
  IsString({ message: 'texte de la section' })(target, property)
  MaxLength(SECTION_MAX, { message: `section de ${SECTION_MAX} caractères au plus` })(target, property)
}

const Flag = (): PropertyDecorator => (target, property) => {
  ApiPropertyOptional()(target, property)
  IsOptional()(target, property)
  IsBoolean({ message: 'vrai ou faux' })(target, property)
}

class SectionsDto implements Partial<Record<LetterSectionKey, string>> {
  @Section() reason?: string
  @Section() summary?: string
  @Section() results?: string
  @Section() allergies?: string
  @Section() treatments?: string
  @Section() stoppedTreatments?: string
  @Section() followUp?: string
}

class CodeDto {
  @ApiProperty() @IsString() @MaxLength(60) code!: string
  @ApiProperty() @IsString() @MaxLength(100) system!: string
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(300) display?: string
}

class RecipientDto implements DocumentRecipient {
  @ApiPropertyOptional()
  @IsOptional()
  @Matches(/^\S{2,80}$/, { message: 'identifiant national du destinataire' })
  idNat?: string

  @ApiProperty()
  @IsString({ message: 'nom du destinataire' })
  @MinLength(1, { message: 'nom du destinataire' })
  @MaxLength(100, { message: 'nom du destinataire, 100 caractères au plus' })
  family!: string

  @ApiPropertyOptional()
  @IsOptional()
  @IsString({ message: 'prénom du destinataire' })
  @MaxLength(100)
  given?: string

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(20)
  prefix?: string

  @ApiPropertyOptional({ type: CodeDto })
  @IsOptional()
  @ValidateNested()
  @Type(() => CodeDto)
  specialty?: CodeDto

  @ApiPropertyOptional()
  @IsOptional()
  @IsEmail({ allow_ip_domain: false }, { message: 'adresse MSSanté du destinataire' })
  mailbox?: string
}

const VERSION = { message: 'version de la lettre qui a été lue' }

export class CreateLetterDto implements CreateLetterRequest {
  @ApiProperty()
  @IsString({ message: 'numéro du séjour' })
  @MinLength(1, { message: 'numéro du séjour' })
  @MaxLength(60)
  stayNumber!: string

  @ApiPropertyOptional()
  @IsOptional()
  @IsString({ message: 'identifiant du document à remplacer' })
  @MaxLength(100)
  replaces?: string
}

export class SaveLetterDto implements SaveLetterRequest {
  @ApiProperty() @IsInt(VERSION) @Min(1, VERSION) version!: number

  @ApiPropertyOptional({ type: SectionsDto })
  @IsOptional()
  @ValidateNested()
  @Type(() => SectionsDto)
  sections?: SectionsDto

  @ApiPropertyOptional({ type: [RecipientDto] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(30, { message: '30 destinataires au plus' })
  @ValidateNested({ each: true })
  @Type(() => RecipientDto)
  recipients?: RecipientDto[]

  @Flag() blockDmp?: boolean
  @Flag() maskedToProfessionals?: boolean
  @Flag() invisibleToPatient?: boolean
  @Flag() invisibleToRepresentatives?: boolean
}

export class ValidateLetterDto implements ValidateLetterRequest {
  @ApiProperty() @IsInt(VERSION) @Min(1, VERSION) version!: number
}

export class LettersQuery extends PageQuery {
  @IsOptional()
  @IsIn(['draft', 'validated', 'abandoned'], { message: 'état : draft, validated ou abandoned' })
  state?: LetterView['state']

  @IsOptional()
  @IsIn(['me', 'all'], { message: 'auteur : me ou all' })
  author?: 'me' | 'all'

  @IsOptional()
  @Matches(/^[0-9A-Za-z_-]{1,20}$/, { message: 'code de l’unité fonctionnelle' })
  unit?: string

  @IsOptional()
  @IsString()
  @MaxLength(100)
  patientId?: string
}
