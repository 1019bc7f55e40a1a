import { IsBoolean, IsIn, IsInt, IsString, Max, Min } from 'class-validator'
import { AsBoolean, AsInteger, ServiceConfig } from '@anamnese/platform-config'

/** The receiving door: what comes from outside, and how it is looked at. */
export class ReceivingConfig extends ServiceConfig {
  /** `clamd`, or `none` when what arrives is scanned elsewhere */
  @IsIn(['clamd', 'none'], { message: 'antivirus des documents reçus : clamd ou none' })
  ANTIVIRUS: 'clamd' | 'none' = 'none'

  @IsString({ message: 'clamd : hôte:port, ou chemin de son socket' })
  CLAMD_ADDRESS: string = '127.0.0.1:3310'

  @AsInteger()
  @IsInt({ message: 'durée maximale d’une analyse antivirus, en secondes' })
  @Min(1)
  @Max(600)
  ANTIVIRUS_TIMEOUT_SECONDS: number = 60

  @AsInteger()
  @IsInt({ message: 'taille maximale d’un document reçu, en octets' })
  @Min(100_000)
  @Max(60_000_000, { message: 'taille maximale d’un document reçu : 60 Mo au plus' })
  RECEIVED_MAX_BYTES: number = 40_000_000

  /** a document without an INS that names one of our patients by his IPP, with the same traits, needs nobody */
  @AsBoolean()
  @IsBoolean({ message: 'intégration sans INS par l’IPP et les traits : true ou false' })
  INTEGRATE_BY_IPP: boolean = false

  /** after this time without news, another replica goes on with what one was doing: an examination, a volume of an export */
  @AsInteger()
  @IsInt({ message: 'durée en secondes avant qu’une autre instance reprenne un examen ou un export' })
  @Min(1)
  @Max(3600)
  EXAMINATION_LEASE_SECONDS: number = 120
}
