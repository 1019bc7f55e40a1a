import { Type } from 'class-transformer'
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
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
import type { AttributesRequest, ChangeTraitsRequest, SourceEndRequest } from '@anamnese/contracts'
import type { IdentityAttribute } from '@anamnese/domain-ins'
import { AddressDto, BirthDto, TelecomDto, TraitsDto } from './traits.requests'

const REASON = 'motif, de 3 à 300 caractères'

class VersionDto {
  @IsInt({ message: 'version lue du dossier' })
  @Min(1, { message: 'version lue du dossier' })
  version!: number
}

export class ChangeTraitsDto extends VersionDto implements Omit<ChangeTraitsRequest, 'traits' | 'birth'> {
  @IsOptional()
  @ValidateNested()
  @Type(() => TraitsDto)
  traits?: TraitsDto

  @IsOptional()
  @ValidateNested()
  @Type(() => BirthDto)
  birth?: BirthDto

  @IsOptional()
  @ValidateNested()
  @Type(() => AddressDto)
  address?: AddressDto | null

  @IsOptional()
  @IsArray({ message: 'liste des moyens de contact' })
  @ArrayMaxSize(20, { message: '20 moyens de contact au plus' })
  @ValidateNested({ each: true })
  @Type(() => TelecomDto)
  telecoms?: TelecomDto[]

  @IsOptional()
  @IsString({ message: REASON })
  @MinLength(3, { message: REASON })
  @MaxLength(300, { message: REASON })
  reason?: string

  @IsOptional()
  @Matches(/^[A-Z]{2}$/, { message: 'type de pièce : CN, PA, CS, LE…' })
  proofType?: string
}

export class AttributesDto extends VersionDto implements AttributesRequest {
  @IsArray({ message: 'liste d’attributs' })
  @ArrayUnique({ message: 'chaque attribut une fois' })
  @IsIn(['HOMONYME', 'DOUTEUSE', 'FICTIVE'], { each: true, message: 'attribut : HOMONYME, DOUTEUSE ou FICTIVE' })
  attributes!: IdentityAttribute[]

  @IsString({ message: REASON })
  @MinLength(3, { message: REASON })
  @MaxLength(300, { message: REASON })
  reason!: string
}

export class SourceEndDto extends VersionDto implements SourceEndRequest {
  @IsString({ message: REASON })
  @MinLength(3, { message: REASON })
  @MaxLength(300, { message: REASON })
  reason!: string
}
