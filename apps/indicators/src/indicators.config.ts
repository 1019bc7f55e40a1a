import { IsTimeZone } from 'class-validator'
import { ServiceConfig } from '@anamnese/platform-config'

export class IndicatorsConfig extends ServiceConfig {
  /** time zone in which days, months and years begin */
  @IsTimeZone({ message: 'fuseau horaire, par exemple Europe/Paris ou Indian/Reunion' })
  TIME_ZONE: string = 'Europe/Paris'
}
