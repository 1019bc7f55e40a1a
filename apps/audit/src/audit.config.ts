import { IsInt, IsOptional, IsTimeZone, Matches, Max, Min } from 'class-validator'
import { AsInteger, ServiceConfig } from '@anamnese/platform-config'

export class AuditConfig extends ServiceConfig {
  /** time zone in which the days of a search begin and end */
  @IsTimeZone({ message: 'fuseau horaire, par exemple Europe/Paris ou Indian/Reunion' })
  TIME_ZONE: string = 'Europe/Paris'

  /** where each trace is also sent as an ATNA message (RFC 5424); nothing is sent when empty */
  @IsOptional()
  @Matches(/^(tcp|tls):\/\/[^/]+:\d+$/, { message: 'serveur de journaux ATNA, tcp://hôte:514 ou tls://hôte:6514' })
  SYSLOG_URL?: string

  /** certification authority of the syslog server, PEM */
  @IsOptional()
  SYSLOG_CA?: string

  /** client certificate and key for a mutual TLS, PEM */
  @IsOptional()
  SYSLOG_CERT?: string

  @IsOptional()
  SYSLOG_KEY?: string

  /** longest window of one integrity check, in days: it reads every trace of it */
  @AsInteger()
  @IsInt({ message: 'nombre de jours au plus pour un contrôle d’intégrité' })
  @Min(1)
  @Max(3660)
  INTEGRITY_MAX_DAYS: number = 366

  /** days during which an extraction made apart can be downloaded */
  @AsInteger()
  @IsInt({ message: 'jours de conservation d’une extraction des traces' })
  @Min(1)
  @Max(90)
  EXPORT_DAYS: number = 7
}
