import { IsIn, IsInt, IsOptional, IsString, Max, Min } from 'class-validator'
import { AsInteger } from '@anamnese/platform-config'
import { ReceivingConfig } from '../receiving/receiving.config'

/** How long documents and exports are kept. */
export class KeepingConfig extends ReceivingConfig {
  /** JSON file of the retention rules; built-in rules when empty */
  @IsOptional()
  @IsString()
  RETENTION_RULES_FILE?: string

  /** `list` shows what is over and lets a person decide, `delete` deletes it */
  @IsIn(['list', 'delete'], { message: 'fin de conservation : list (une personne décide) ou delete' })
  RETENTION_MODE: 'list' | 'delete' = 'list'

  @AsInteger()
  @IsInt({ message: 'nombre de jours pendant lesquels un export se télécharge' })
  @Min(1)
  @Max(90)
  EXPORT_DAYS: number = 7

  @AsInteger()
  @IsInt({ message: 'taille d’un volume d’export, en octets' })
  @Min(1_000)
  @Max(200_000_000)
  EXPORT_VOLUME_BYTES: number = 50_000_000
}
