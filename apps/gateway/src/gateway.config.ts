import { IsIn, IsInt, IsOptional, IsString, Matches, Max, Min, MinLength } from 'class-validator'
import { AsInteger, AsList, ServiceConfig } from '@anamnese/platform-config'
import type { ClientAuthentication } from '@anamnese/interop-psc'

const ADDRESS = { message: 'adresse du service, http(s)://hôte:port' }
const IS_ADDRESS = /^https?:\/\/[^/\s]+(\/[^\s]*)?$/

export class GatewayConfig extends ServiceConfig {
  /** Ed25519 private key, PKCS#8 PEM: signs who acts for the services, and the tokens of API clients */
  @MinLength(50, { message: 'clé privée Ed25519 de la passerelle, au format PEM (PKCS#8)' })
  INTERNAL_TOKEN_PRIVATE_KEY!: string

  /** what people type in their browser, without a path */
  @Matches(/^https?:\/\/[^/\s]+$/, { message: 'adresse publique, par exemple https://dpi.hopital.fr, sans chemin' })
  PUBLIC_URL!: string

  @MinLength(32, { message: 'secret des sessions, au moins 32 caractères' })
  SESSION_SECRET!: string

  /** SSI/IE.39: seconds without any action after which the session ends */
  @AsInteger()
  @IsInt({ message: 'nombre de secondes' })
  @Min(60)
  @Max(86_400)
  SESSION_IDLE_SECONDS: number = 1800

  /** absolute end of a session; Pro Santé Connect's is 4 hours */
  @AsInteger()
  @IsInt({ message: 'nombre de secondes' })
  @Min(60)
  @Max(86_400)
  SESSION_MAX_SECONDS: number = 14_400

  @Matches(IS_ADDRESS, {
    message: 'document de découverte de Pro Santé Connect (…/.well-known/wallet-openid-configuration)',
  })
  PSC_DISCOVERY_URL!: string

  /** the address of the discovery document without its end, when empty */
  @IsOptional()
  @Matches(IS_ADDRESS, { message: 'émetteur (issuer) de Pro Santé Connect' })
  PSC_ISSUER?: string

  @MinLength(1, { message: 'identifiant de l’application auprès de Pro Santé Connect' })
  PSC_CLIENT_ID!: string

  /** unless the client authenticates by its certificate alone */
  @IsOptional()
  @IsString()
  PSC_CLIENT_SECRET?: string

  @IsIn(['client_secret_post', 'client_secret_basic', 'tls_client_auth'], {
    message: 'client_secret_post, client_secret_basic ou tls_client_auth',
  })
  PSC_CLIENT_AUTHENTICATION: ClientAuthentication = 'client_secret_post'

  /** asked beside `openid` */
  @AsList()
  PSC_SCOPES: string[] = ['scope_all']

  /** level of authentication that is asked, and required of the ID token (PSC.08) */
  @IsString()
  PSC_ACR: string = 'eidas1'

  /** client certificate for the calls of the gateway to Pro Santé Connect, PEM (EXI PSC 24) */
  @IsOptional()
  @IsString()
  PSC_TLS_CERT?: string

  @IsOptional()
  @IsString()
  PSC_TLS_KEY?: string

  /** authorities of Pro Santé Connect's server certificate, PEM; the usual ones when empty */
  @IsOptional()
  @IsString()
  PSC_TLS_CA?: string

  @Matches(IS_ADDRESS, ADDRESS)
  IDENTITY_URL!: string

  @Matches(IS_ADDRESS, ADDRESS)
  CARE_URL!: string

  @Matches(IS_ADDRESS, ADDRESS)
  DOCUMENTS_URL!: string

  @Matches(IS_ADDRESS, ADDRESS)
  DMP_URL!: string

  @Matches(IS_ADDRESS, ADDRESS)
  MSSANTE_URL!: string

  @Matches(IS_ADDRESS, ADDRESS)
  CONSENT_URL!: string

  @Matches(IS_ADDRESS, ADDRESS)
  DIRECTORY_URL!: string

  @Matches(IS_ADDRESS, ADDRESS)
  INDICATORS_URL!: string

  @Matches(IS_ADDRESS, ADDRESS)
  AUDIT_URL!: string

  /** the PFI component is optional: some hospitals have another one */
  @IsOptional()
  @Matches(IS_ADDRESS, ADDRESS)
  PFI_URL?: string

  /** folder of the built web interface */
  @IsOptional()
  @IsString()
  WEB_ROOT?: string

  /** number of reverse proxies in front whose X-Forwarded-For is believed */
  @AsInteger()
  @IsInt({ message: 'nombre de mandataires inverses' })
  @Min(0)
  @Max(10)
  TRUST_PROXY: number = 0

  /** per session, and per address of who is not identified */
  @AsInteger()
  @IsInt({ message: 'nombre d’appels par minute' })
  @Min(10)
  API_CALLS_PER_MINUTE: number = 1200

  /** per API client: programs work in bulk, but one that runs away does not take the whole gateway */
  @AsInteger()
  @IsInt({ message: 'nombre d’appels par minute' })
  @Min(10)
  CLIENT_CALLS_PER_MINUTE: number = 120_000

  /** sign-ins and token requests, per address */
  @AsInteger()
  @IsInt({ message: 'nombre d’appels par minute' })
  @Min(5)
  AUTH_CALLS_PER_MINUTE: number = 300

  /** milliseconds that a service has to begin its answer */
  @AsInteger()
  @IsInt({ message: 'nombre de millisecondes' })
  @Min(1000)
  SERVICE_TIMEOUT_MS: number = 60_000

  /** largest body of a request to the API, in bytes */
  @AsInteger()
  @IsInt({ message: 'nombre d’octets' })
  @Min(1024)
  API_MAX_BODY_BYTES: number = 25 * 1024 * 1024
}
