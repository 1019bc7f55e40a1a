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
  ValidateBy,
  ValidateNested,
} from 'class-validator'
import {
  CONFIDENTIALITIES,
  type Confidentiality,
  type CreateLetterRequest,
  type DocumentRecipient,
  type SaveLetterRequest,
  type ValidateLetterRequest,
} from '@anamnese/contracts'
import { PageQuery } from '@anamnese/platform-http'
import { LetterDataDto } from './letter-data.dto'

/** Enough for the longest letters; beyond, it is a paste by mistake. */
const SECTION_MAX = 30_000

const MAX_SECTIONS = 40

/** Texts by key of section; which keys there are depends on the type of the document. */
const Sections = (): PropertyDecorator => (target, property) => {
  ApiPropertyOptional({ type: 'object', additionalProperties: { type: 'string' } })(target, property)
  IsOptional()(target, property)
  ValidateBy({
    name: 'sections',
    validator: {
      validate: areSections,
      defaultMessage: () => `textes par section, ${SECTION_MAX} caractères au plus chacun`,
    },
  })(target, property)
}

function areSections(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const entries = Object.entries(value)
  return (
    entries.length <= MAX_SECTIONS &&
    entries.every(
      ([key, text]) =>
        /^[A-Za-z][A-Za-z0-9]{0,39}$/.test(key) && typeof text === 'string' && text.length <= SECTION_MAX,
    )
  )
}

const Flag = (): PropertyDecorator => (target, property) => {
  ApiPropertyOptional()(target, property)
  IsOptional()(target, property)
  IsBoolean({ message: 'vrai ou faux' })(target, property)
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
  @Matches(/^[A-Za-z0-9_-]{1,40}$/, { message: 'code du type de document' })
  type?: string

  @ApiPropertyOptional()
  @IsOptional()
  @IsString({ message: 'identifiant du document à remplacer' })
  @MaxLength(100)
  replaces?: string
}

export class SaveLetterDto implements SaveLetterRequest {
  @ApiProperty() @IsInt(VERSION) @Min(1, VERSION) version!: number

  @ApiPropertyOptional()
  @IsOptional()
  @IsString({ message: 'titre du document' })
  @MinLength(1, { message: 'titre du document' })
  @MaxLength(128, { message: 'titre de 128 caractères au plus' })
  title?: string

  @Sections() sections?: Record<string, string>

  @ApiPropertyOptional({ type: LetterDataDto })
  @IsOptional()
  @ValidateNested()
  @Type(() => LetterDataDto)
  data?: LetterDataDto

  @ApiPropertyOptional({ type: [RecipientDto] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(30, { message: '30 destinataires au plus' })
  @ValidateNested({ each: true })
  @Type(() => RecipientDto)
  recipients?: RecipientDto[]

  @ApiPropertyOptional({ enum: CONFIDENTIALITIES })
  @IsOptional()
  @IsIn(CONFIDENTIALITIES, { message: 'confidentialité : N (normal), R (restreint) ou V (très restreint)' })
  confidentiality?: Confidentiality

  @Flag() blockDmp?: boolean
  @Flag() maskedToProfessionals?: boolean
  @Flag() invisibleToPatient?: boolean
  @Flag() invisibleToRepresentatives?: boolean
}

export class ValidateLetterDto implements ValidateLetterRequest {
  @ApiProperty() @IsInt(VERSION) @Min(1, VERSION) version!: number
}

export class LettersQuery extends PageQuery {
  /** one or several, separated by commas */
  @IsOptional()
  @Matches(/^(draft|to-validate|validated|abandoned)(,(draft|to-validate|validated|abandoned)){0,3}$/, {
    message: 'état : draft, to-validate, validated ou abandoned, séparés par des virgules',
  })
  state?: string

  @IsOptional()
  @IsIn(['me'], { message: 'validateur : me' })
  validator?: 'me'

  @IsOptional()
  @Matches(/^[A-Za-z0-9_-]{1,40}$/, { message: 'code du type de document' })
  type?: string

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
