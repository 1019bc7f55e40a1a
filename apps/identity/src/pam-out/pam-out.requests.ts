import { Transform } from 'class-transformer'
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator'
import type {
  OutgoingSkipRequest,
  OutgoingState,
  SubscriberAckMode,
  SubscriberPauseRequest,
  SubscriberRequest,
} from '@anamnese/contracts'
import { EMITTED_EVENTS } from '@anamnese/interop-pam-fr'
import { PageQuery } from '@anamnese/platform-http'

const ACK_MODES: readonly SubscriberAckMode[] = ['original', 'enhanced', 'accept']

export class SubscriberBody implements SubscriberRequest {
  @IsString()
  @MinLength(1, { message: 'nom de l’abonné, tel qu’il sera montré' })
  @MaxLength(80, { message: 'nom de 80 caractères au plus' })
  name!: string

  @Matches(/^[A-Za-z0-9.:-]{1,253}$/, { message: 'nom ou adresse de la machine' })
  host!: string

  @IsInt({ message: 'port, de 1 à 65535' })
  @Min(1, { message: 'port, de 1 à 65535' })
  @Max(65535, { message: 'port, de 1 à 65535' })
  port!: number

  @IsBoolean({ message: 'true pour une liaison TLS' })
  tls!: boolean

  @IsOptional()
  @Matches(/^-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----\s*$/, {
    message: 'certificats des autorités, au format PEM',
  })
  @MaxLength(100_000)
  ca?: string

  @Matches(/^[^|^~\\&\r\n]{1,180}$/, { message: 'application destinataire (MSH-5)' })
  application!: string

  @Matches(/^[^|^~\\&\r\n]{1,180}$/, { message: 'établissement destinataire (MSH-6)' })
  facility!: string

  @IsIn(['8859/15', 'UNICODE UTF-8'], { message: 'jeu de caractères : 8859/15 ou UNICODE UTF-8' })
  charset!: '8859/15' | 'UNICODE UTF-8'

  @IsIn(ACK_MODES, { message: 'acquittement : original, enhanced ou accept' })
  ackMode!: SubscriberAckMode

  @IsArray()
  @ArrayMaxSize(EMITTED_EVENTS.length)
  @IsIn(EMITTED_EVENTS, { each: true, message: 'événements du profil PAM-FR 2.11' })
  events!: string[]

  @IsArray()
  @ArrayMaxSize(50)
  @Matches(/^[^|^~\\&\r\n]{1,100}$/, { each: true, message: 'domaines d’IPP : espaces de noms' })
  domains!: string[]

  @IsOptional()
  @IsInt()
  @Min(1)
  version?: number
}

export class PauseBody implements SubscriberPauseRequest {
  @IsBoolean({ message: 'true pour suspendre, false pour reprendre' })
  paused!: boolean
}

export class SkipBody implements OutgoingSkipRequest {
  @IsString()
  @MinLength(5, { message: 'raison de l’abandon, en quelques mots' })
  @MaxLength(500, { message: 'raison de 500 caractères au plus' })
  reason!: string
}

const STATES: readonly OutgoingState[] = ['pending', 'sent', 'accepted', 'refused', 'skipped']

export class OutgoingQuery extends PageQuery {
  @IsOptional()
  @IsString()
  @MaxLength(100)
  subscriberId?: string

  /** one or several, separated by commas */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @IsIn(STATES, { each: true, message: 'état : pending, sent, accepted, refused ou skipped' })
  state?: OutgoingState[]
}
