import { IsInt, Min } from 'class-validator'
import { AsInteger, ServiceConfig } from '@anamnese/platform-config'

export class CareConfig extends ServiceConfig {
  /** the units of a stay remain its care team for so long after the discharge: letters, results, readmission */
  @AsInteger()
  @IsInt({ message: 'jours pendant lesquels l’équipe de soins garde l’accès après la sortie' })
  @Min(0)
  CARE_TEAM_DAYS_AFTER_DISCHARGE: number = 30
}
