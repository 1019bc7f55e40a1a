import { IsInt, IsOptional, IsString, Matches, Max, Min, MinLength } from 'class-validator'
import { AsInteger, ServiceConfig } from '@anamnese/platform-config'

export class DirectoryConfig extends ServiceConfig {
  /** Struct_idNat of the hospital: the structure of its people */
  @Matches(/^[1-6].{1,60}$/, { message: 'identifiant national de la structure, par exemple 1 suivi du FINESS' })
  STRUCTURE_ID_NAT!: string

  @MinLength(1, { message: 'nom de la structure' })
  STRUCTURE_NAME!: string

  /** FHIR base of the Annuaire Santé; without it, correspondents are those already known */
  @IsOptional()
  @Matches(/^https?:\/\//, {
    message: 'adresse FHIR de l’Annuaire Santé, par exemple https://gateway.api.esante.gouv.fr/fhir/v2',
  })
  ANNUAIRE_URL?: string

  @IsOptional()
  @IsString()
  ANNUAIRE_API_KEY?: string

  @AsInteger()
  @IsInt({ message: 'délai d’attente de l’Annuaire en millisecondes' })
  @Min(500)
  @Max(60_000)
  ANNUAIRE_TIMEOUT_MS: number = 10_000

  /** days after which a correspondent is looked up again (ANN/va1.04) */
  @AsInteger()
  @IsInt({ message: 'nombre de jours' })
  @Min(1)
  @Max(365)
  CORRESPONDENT_REFRESH_DAYS: number = 7

  /** accounts and API clients of a first start, JSON */
  @IsOptional()
  @IsString()
  DIRECTORY_SEED_FILE?: string
}
