import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose'
import { BackChannel, jsonObject } from './back-channel'
import type { PscSettings } from './settings'
import { SignInError } from './sign-in-error'

export interface ProviderMetadata {
  issuer: string
  authorizationEndpoint: string
  tokenEndpoint: string
  userinfoEndpoint: string
  jwksUri: string
  endSessionEndpoint?: string
  /** the provider adds `iss` to its authorization responses (RFC 9207): its absence is then an error */
  issInResponse: boolean
}

const METADATA_LIFE_MS = 3600_000

function endpoint(document: Record<string, unknown>, name: string, issuer: string): string {
  const value = document[name]
  if (typeof value !== 'string' || !URL.canParse(value))
    throw new SignInError('SIGN_IN.PROVIDER', `discovery: ${name} is missing or is not an address`)
  if (issuer.startsWith('https:') && !value.startsWith('https:'))
    throw new SignInError('SIGN_IN.PROVIDER', `discovery: ${name} is not protected by TLS`)
  return value
}

/** Reads a discovery document. The issuer has to be the one configured, or another server could answer in its place. */
export function readMetadata(document: Record<string, unknown>, settings: PscSettings): ProviderMetadata {
  if (document.issuer !== settings.issuer)
    throw new SignInError('SIGN_IN.PROVIDER', `discovery: issuer is ${String(document.issuer)}, not ${settings.issuer}`)
  const of = (name: string): string => endpoint(document, name, settings.issuer)
  return {
    issuer: settings.issuer,
    authorizationEndpoint: of('authorization_endpoint'),
    tokenEndpoint: of('token_endpoint'),
    userinfoEndpoint: of('userinfo_endpoint'),
    jwksUri: of('jwks_uri'),
    ...(document.end_session_endpoint ? { endSessionEndpoint: of('end_session_endpoint') } : {}),
    issInResponse: document.authorization_response_iss_parameter_supported === true,
  }
}

/** The provider as it is now: its metadata, read again each hour, and its keys, read again when one is unknown. */
export class Provider {
  readonly channel: BackChannel
  private held?: { metadata: ProviderMetadata; keys: JWTVerifyGetKey; until: number }

  constructor(readonly settings: PscSettings) {
    this.channel = new BackChannel(settings)
  }

  async metadata(): Promise<ProviderMetadata> {
    return (await this.load()).metadata
  }

  async keys(): Promise<JWTVerifyGetKey> {
    return (await this.load()).keys
  }

  close(): void {
    this.channel.close()
  }

  private async load(): Promise<{ metadata: ProviderMetadata; keys: JWTVerifyGetKey }> {
    if (this.held && this.held.until > Date.now()) return this.held
    try {
      const metadata = await this.discover()
      const keys = createRemoteJWKSet(new URL(metadata.jwksUri), {
        [customFetch]: this.fetchKeys,
        cooldownDuration: 5000,
      })
      this.held = { metadata, keys, until: Date.now() + METADATA_LIFE_MS }
    } catch (error) {
      // What was read before stays good while the provider does not answer.
      if (!this.held) throw error
    }
    return this.held
  }

  private async discover(): Promise<ProviderMetadata> {
    const answer = await this.channel.request(this.settings.discoveryUrl)
    if (answer.status !== 200)
      throw new SignInError(
        'SIGN_IN.UNAVAILABLE',
        `discovery: status ${answer.status} at ${this.settings.discoveryUrl}`,
      )
    return readMetadata(jsonObject(answer, 'discovery'), this.settings)
  }

  private readonly fetchKeys = async (url: string): Promise<Response> => {
    const answer = await this.channel.request(url)
    return new Response(answer.body, { status: answer.status, headers: { 'Content-Type': answer.contentType } })
  }
}
