import { Type } from 'class-transformer'
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator'
import type { BirthDatePrecision, BirthDetails, TraitsCheckRequest } from '@anamnese/contracts'
import type { IdentityTraits, Sex } from '@anamnese/domain-traits'

/** Accents and ligatures may lengthen what is typed: the length that counts is judged once written. */
const TYPED = 200

/** Traits as a person types them: their rules are judged once they are written as the RNIV writes them. */
export class TraitsDto implements Partial<IdentityTraits> {
  @IsOptional()
  @IsString({ message: 'nom de naissance' })
  @MaxLength(TYPED, { message: 'nom de naissance de 100 caractères au plus' })
  birthName?: string

  @IsOptional()
  @IsString({ message: 'premier prénom de naissance' })
  @MaxLength(TYPED, { message: 'premier prénom de 100 caractères au plus' })
  firstBirthGivenName?: string

  @IsOptional()
  @IsString({ message: 'liste des prénoms de naissance' })
  @MaxLength(TYPED, { message: 'liste des prénoms de 100 caractères au plus' })
  birthGivenNames?: string

  @IsOptional()
  @Matches(/^(?:\d{4}-\d{2}-\d{2})?$/, { message: 'date de naissance : aaaa-mm-jj' })
  birthDate?: string

  @IsOptional()
  @IsIn(['M', 'F', 'U'], { message: 'sexe : M, F ou U (indéterminé)' })
  sex?: Sex

  @IsOptional()
  @IsString({ message: 'code du lieu de naissance' })
  @MaxLength(5, { message: 'code du lieu de naissance de 5 caractères' })
  birthPlaceCode?: string

  @IsOptional()
  @IsString({ message: 'nom utilisé' })
  @MaxLength(TYPED, { message: 'nom utilisé de 100 caractères au plus' })
  usedName?: string

  @IsOptional()
  @IsString({ message: 'prénom utilisé' })
  @MaxLength(TYPED, { message: 'prénom utilisé de 100 caractères au plus' })
  usedGivenName?: string
}

export class BirthDto implements BirthDetails {
  @IsOptional()
  @IsIn(['day-unknown', 'month-unknown', 'day-and-month-unknown', 'year-estimated'], {
    message: 'partie inconnue de la date : day-unknown, month-unknown, day-and-month-unknown ou year-estimated',
  })
  precision?: BirthDatePrecision

  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'date lunaire : aaaa-mm-jj' })
  lunarDate?: string

  @IsOptional()
  @IsString({ message: 'pays de naissance' })
  @MaxLength(100, { message: 'pays de naissance de 100 caractères au plus' })
  country?: string

  @IsOptional()
  @IsBoolean({ message: 'naissance multiple : true ou false' })
  multiple?: boolean

  @IsOptional()
  @IsInt({ message: 'rang de naissance : un nombre' })
  @Min(1, { message: 'rang de naissance, à partir de 1' })
  @Max(9, { message: 'rang de naissance, jusqu’à 9' })
  rank?: number

  @IsOptional()
  @IsString({ message: 'nom de la mère' })
  @MaxLength(100, { message: 'nom de la mère de 100 caractères au plus' })
  motherName?: string

  @IsOptional()
  @Matches(/^[A-Z]{3}$/, { message: 'nationalité : trois lettres' })
  nationality?: string
}

export class AddressDto {
  @IsArray({ message: 'lignes de l’adresse' })
  @ArrayMaxSize(6, { message: 'adresse de 6 lignes au plus' })
  @IsString({ each: true, message: 'lignes de l’adresse' })
  @MaxLength(200, { each: true, message: 'ligne d’adresse de 200 caractères au plus' })
  lines!: string[]

  @IsOptional()
  @IsString({ message: 'ville' })
  @MaxLength(100, { message: 'ville de 100 caractères au plus' })
  city?: string

  @IsOptional()
  @IsString({ message: 'code postal' })
  @MaxLength(12, { message: 'code postal de 12 caractères au plus' })
  postalCode?: string

  @IsOptional()
  @IsString({ message: 'pays' })
  @MaxLength(60, { message: 'pays de 60 caractères au plus' })
  country?: string
}

export class TelecomDto {
  @IsIn(['tel', 'mailto'], { message: 'tel ou mailto' })
  system!: 'tel' | 'mailto'

  @IsString({ message: 'numéro ou adresse électronique' })
  @MaxLength(200, { message: 'numéro ou adresse de 200 caractères au plus' })
  value!: string
}

export class TraitsCheckDto implements TraitsCheckRequest {
  @ValidateNested()
  @Type(() => TraitsDto)
  traits!: TraitsDto

  @IsOptional()
  @ValidateNested()
  @Type(() => BirthDto)
  birth?: BirthDto
}
