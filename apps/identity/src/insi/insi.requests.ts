import { Type } from 'class-transformer'
import {
  IsBoolean,
  IsDefined,
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
  InsiAcceptRequest,
  InsiCardRequest,
  InsWithdrawRequest,
  ProofRequest,
  QualifyRequest,
  VitaleCard,
} from '@anamnese/contracts'

export class InsiAcceptDto implements InsiAcceptRequest {
  @Matches(/^[0-9A-Z]{26}$/, { message: 'identifiant de l’appel à INSi' })
  callId!: string

  @IsInt({ message: 'version lue du dossier' })
  @Min(1, { message: 'version lue du dossier' })
  version!: number
}

export class ProofDto implements ProofRequest {
  @Matches(/^[A-Z]{2}$/, { message: 'type de pièce : CN, PA, CS, LE…' })
  type!: string

  @IsInt({ message: 'version lue du dossier' })
  @Min(1, { message: 'version lue du dossier' })
  version!: number
}

export class QualifyDto extends ProofDto implements QualifyRequest {
  @IsOptional()
  @IsBoolean({ message: 'true pour accepter des traits nationaux différents' })
  acceptDifferences?: boolean
}

export class DecisionDto implements InsWithdrawRequest {
  @IsInt({ message: 'version lue du dossier' })
  @Min(1, { message: 'version lue du dossier' })
  version!: number

  @IsString()
  @MinLength(3, { message: 'motif de la décision' })
  @MaxLength(500, { message: 'motif de 500 caractères au plus' })
  reason!: string
}

class CoverageDto {
  @IsOptional()
  @Matches(/^\w{1,2}$/, { message: 'grand régime : 2 caractères' })
  regime?: string

  @IsOptional()
  @Matches(/^\w{1,3}$/, { message: 'organisme : 3 caractères' })
  organisation?: string

  @IsOptional()
  @Matches(/^\w{1,4}$/, { message: 'centre : 4 caractères' })
  centre?: string
}

const NIR = /^\d{6}[AB0-9]\d{6}(\d{2})?$/

class VitaleCardDto implements VitaleCard {
  @IsOptional()
  @Matches(NIR, { message: 'NIR du bénéficiaire : 13 ou 15 caractères' })
  matricule?: string

  @IsOptional()
  @Matches(NIR, { message: 'NIR de l’assuré : 13 ou 15 caractères' })
  insuredMatricule?: string

  @IsOptional()
  @IsString()
  @MaxLength(100, { message: 'nom de naissance de 100 caractères au plus' })
  birthName?: string

  /** that of the card: its month and day may be beyond those of the calendar */
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'date de naissance de la carte : AAAA-MM-JJ' })
  birthDate?: string

  @IsOptional()
  @Matches(/^\d$/, { message: 'rang de naissance : un chiffre' })
  birthRank?: string

  @IsOptional()
  @ValidateNested()
  @Type(() => CoverageDto)
  coverage?: CoverageDto
}

export class CardDto implements InsiCardRequest {
  @IsDefined({ message: 'données lues sur la carte Vitale' })
  @ValidateNested()
  @Type(() => VitaleCardDto)
  card!: VitaleCardDto
}
