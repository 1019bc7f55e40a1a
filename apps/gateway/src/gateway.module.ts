import { Module } from '@nestjs/common'
import { ThrottlerModule } from '@nestjs/throttler'
import { CONFIG } from '@anamnese/platform-service'
import { AccessController } from './access/access.controller'
import { AccessService } from './access/access.service'
import { AccessTokens } from './clients/access-tokens'
import { OAuthController } from './clients/oauth.controller'
import { TokenService } from './clients/token.service'
import { FhirMetadataController } from './fhir/fhir-metadata.controller'
import { FhirMetadata } from './fhir/fhir-metadata.service'
import { FhirProxy } from './fhir/fhir-proxy'
import type { GatewayConfig } from './gateway.config'
import { LiveConnections } from './live/live-connections'
import { LiveHub } from './live/live-hub'
import { LiveController } from './live/live.controller'
import { OpenApiController } from './openapi/openapi.controller'
import { OpenApiService } from './openapi/openapi.service'
import { OwnOpenApi } from './openapi/own-openapi'
import { ApiProxy } from './proxy/api-proxy'
import { CallLimit } from './proxy/call-limit'
import { ServiceClient } from './services/service-client'
import { Identify } from './sessions/identify.middleware'
import { SessionRepository } from './sessions/session.repository'
import { SessionsService } from './sessions/sessions.service'
import { AccountReader } from './sign-in/account-reader'
import { AuthController } from './sign-in/auth.controller'
import { BackchannelLogoutController } from './sign-in/backchannel-logout.controller'
import { LogoutReplayRepository } from './sign-in/logout-replay.repository'
import { Psc } from './sign-in/psc'
import { SignInService } from './sign-in/sign-in.service'
import { SignOutService } from './sign-in/sign-out.service'

@Module({
  imports: [
    ThrottlerModule.forRootAsync({
      inject: [CONFIG],
      useFactory: (config: GatewayConfig) => [{ ttl: 60_000, limit: config.AUTH_CALLS_PER_MINUTE }],
    }),
  ],
  controllers: [
    AuthController,
    BackchannelLogoutController,
    OAuthController,
    AccessController,
    LiveController,
    OpenApiController,
    FhirMetadataController,
  ],
  providers: [
    AccessService,
    AccessTokens,
    AccountReader,
    ApiProxy,
    CallLimit,
    FhirMetadata,
    FhirProxy,
    Identify,
    LiveConnections,
    LiveHub,
    LogoutReplayRepository,
    OpenApiService,
    OwnOpenApi,
    Psc,
    ServiceClient,
    SessionRepository,
    SessionsService,
    SignInService,
    SignOutService,
    TokenService,
  ],
})
export class GatewayModule {}
