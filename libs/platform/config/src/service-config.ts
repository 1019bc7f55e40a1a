import { ArrayNotEmpty, IsIn, IsInt, IsOptional, IsString, Matches, Max, Min, MinLength } from 'class-validator'
import { AsInteger, AsList } from './transforms'

/** Variables that every service reads. Each service extends this class with its own. */
export class ServiceConfig {
  @IsString({ message: 'adresse d’écoute HTTP, par exemple 0.0.0.0' })
  HTTP_HOST: string = '127.0.0.1'

  @AsInteger()
  @IsInt({ message: 'port d’écoute HTTP, 0 pour un port libre' })
  @Min(0)
  @Max(65535)
  HTTP_PORT: number = 0

  @Matches(/^mongodb(\+srv)?:\/\//, { message: 'adresse de MongoDB, mongodb://hôte:port/?replicaSet=nom' })
  MONGODB_URI!: string

  /** one database per service; the name of the service when empty */
  @IsOptional()
  @Matches(/^[A-Za-z0-9_-]{1,60}$/, { message: 'nom de base MongoDB : lettres, chiffres, - et _' })
  MONGODB_DATABASE?: string

  @AsList()
  @ArrayNotEmpty({ message: 'adresses de Kafka, hôte:port séparées par des virgules' })
  KAFKA_BROKERS!: string[]

  /** put before each topic and each consumer group: several installations on one broker */
  @IsString()
  KAFKA_PREFIX: string = ''

  /** after this silence the group gives the partitions of a dead replica to the others */
  @AsInteger()
  @IsInt()
  @Min(6000, { message: 'durée en millisecondes, 6000 au moins' })
  @Max(60_000)
  KAFKA_SESSION_TIMEOUT_MS: number = 10_000

  /** FINESS géographique of the establishment that this installation serves by default */
  @Matches(/^[0-9][0-9AB][0-9A-Z]{7}$/, { message: 'FINESS géographique de l’établissement, 9 caractères' })
  ESTABLISHMENT!: string

  /** Ed25519 public key, SPKI PEM, of the gateway: verifies the internal tokens */
  @MinLength(50, { message: 'clé publique Ed25519 de la passerelle, au format PEM (SPKI)' })
  INTERNAL_TOKEN_PUBLIC_KEY!: string

  /** 32 bytes in base64: wraps the key of each document. Needed by the services that read or write documents. */
  @IsOptional()
  @Matches(/^[A-Za-z0-9+/]{43}=$/, { message: 'clé maîtresse des documents : 32 octets en base64' })
  BLOB_MASTER_KEY?: string

  /** database of the blob store, shared by the services that need documents */
  @Matches(/^[A-Za-z0-9_-]{1,60}$/, { message: 'nom de base MongoDB : lettres, chiffres, - et _' })
  BLOB_DATABASE: string = 'blobs'

  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
    message: 'niveau de journal : error, warn, info, debug…',
  })
  LOG_LEVEL: string = 'info'

  /** where traces are sent (OTLP over HTTP); nothing is sent when empty */
  @IsOptional()
  @Matches(/^https?:\/\//, { message: 'adresse du collecteur OpenTelemetry, http(s)://hôte:4318' })
  OTEL_EXPORTER_OTLP_ENDPOINT?: string

  /** seconds after which unpublished events make the service not ready */
  @AsInteger()
  @IsInt()
  @Min(1)
  OUTBOX_MAX_AGE_SECONDS: number = 120
}
