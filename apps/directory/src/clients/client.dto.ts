import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger'
import { IsArray, IsBoolean, IsIn, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator'
import { type Permission, PERMISSIONS } from '@anamnese/contracts'

export class ClientDto {
  @ApiProperty()
  @Matches(/^[A-Za-z0-9._-]{3,64}$/, { message: 'identifiant du client : 3 à 64 lettres, chiffres, . _ -' })
  clientId!: string

  @ApiProperty()
  @IsString({ message: 'nom de l’application' })
  @MinLength(1, { message: 'nom de l’application' })
  @MaxLength(100)
  name!: string

  @ApiProperty({ enum: PERMISSIONS, isArray: true })
  @IsArray()
  @IsIn(PERMISSIONS, { each: true, message: `droits parmi ${PERMISSIONS.join(', ')}` })
  scopes!: Permission[]
}

export class ClientChangeDto {
  @ApiPropertyOptional()
  @IsOptional()
  @IsBoolean({ message: 'vrai ou faux' })
  active?: boolean

  @ApiPropertyOptional({ enum: PERMISSIONS, isArray: true })
  @IsOptional()
  @IsArray()
  @IsIn(PERMISSIONS, { each: true, message: `droits parmi ${PERMISSIONS.join(', ')}` })
  scopes?: Permission[]
}

export class AuthenticateDto {
  @IsString()
  @MaxLength(64)
  clientId!: string

  @IsString()
  @MaxLength(512)
  clientSecret!: string
}
