import { Type } from 'class-transformer'
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator'
import type { CandidateSearchRequest, CreatePatientRequest } from '@anamnese/contracts'
import type { IdentityAttribute } from '@anamnese/domain-ins'
import type { IdentityTraits } from '@anamnese/domain-traits'
import { AddressDto, BirthDto, TelecomDto, TraitsDto } from '../editing/traits.requests'

export class CandidateSearchDto implements CandidateSearchRequest {
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'date de naissance : aaaa-mm-jj' })
  birthDate?: string

  @IsOptional()
  @IsString({ message: 'premières lettres du nom' })
  @MaxLength(100, { message: 'nom de 100 caractères au plus' })
  name?: string

  @IsOptional()
  @IsString({ message: 'premières lettres du prénom' })
  @MaxLength(100, { message: 'prénom de 100 caractères au plus' })
  givenName?: string

  @IsOptional()
  @IsString({ message: 'matricule INS' })
  @MaxLength(30, { message: 'matricule INS de 15 caractères' })
  matricule?: string
}

export class CreatePatientDto implements Omit<CreatePatientRequest, 'traits'> {
  @Matches(/^[0-9A-Z]{26}$/, { message: 'recherche préalable' })
  searchToken!: string

  @ValidateNested()
  @Type(() => TraitsDto)
  traits!: TraitsDto & IdentityTraits

  @IsOptional()
  @ValidateNested()
  @Type(() => BirthDto)
  birth?: BirthDto

  @IsOptional()
  @IsIn(['MANUAL', 'DATAMATRIX', 'VITALE'], { message: 'origine des traits : MANUAL, DATAMATRIX ou VITALE' })
  source?: 'MANUAL' | 'DATAMATRIX' | 'VITALE'

  @IsOptional()
  @Matches(/^[A-Z]{2}$/, { message: 'type de pièce : CN, PA, CS, LE…' })
  proofType?: string

  @IsOptional()
  @IsArray({ message: 'liste d’attributs' })
  @ArrayUnique({ message: 'chaque attribut une fois' })
  @IsIn(['HOMONYME', 'DOUTEUSE', 'FICTIVE'], { each: true, message: 'attribut : HOMONYME, DOUTEUSE ou FICTIVE' })
  attributes?: IdentityAttribute[]

  @IsOptional()
  @ValidateNested()
  @Type(() => AddressDto)
  address?: AddressDto

  @IsOptional()
  @IsArray({ message: 'liste des moyens de contact' })
  @ArrayMaxSize(20, { message: '20 moyens de contact au plus' })
  @ValidateNested({ each: true })
  @Type(() => TelecomDto)
  telecoms?: TelecomDto[]

  @IsOptional()
  @IsArray({ message: 'dossiers examinés' })
  @ArrayMaxSize(50, { message: '50 dossiers examinés au plus' })
  @IsString({ each: true, message: 'identifiant de dossier' })
  @MaxLength(100, { each: true, message: 'identifiant de dossier' })
  differentFrom?: string[]
}
