import { Controller, Post, Req, Res, UseGuards } from '@nestjs/common'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import { ThrottlerGuard } from '@nestjs/throttler'
import type { Request, Response } from 'express'
import { Public } from '@anamnese/platform-security'
import { OAuthError } from './oauth-error'
import { TokenService } from './token.service'

/** OAuth2 client credentials (RFC 6749 §4.4): scopes are the permissions of the API. */
@ApiTags('Clients de l’API')
@Public()
@UseGuards(ThrottlerGuard)
@Controller('oauth')
export class OAuthController {
  constructor(private readonly tokens: TokenService) {}

  @ApiOperation({ summary: 'Obtenir un jeton d’accès (client_credentials)' })
  @Post('token')
  async token(@Req() request: Request, @Res() response: Response): Promise<void> {
    response.setHeader('Cache-Control', 'no-store')
    try {
      const body = (request.body ?? {}) as Record<string, unknown>
      response.status(200).json(await this.tokens.grant(request.headers.authorization, body))
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error
      if (error.status === 401) response.setHeader('WWW-Authenticate', 'Basic realm="anamnese"')
      response.status(error.status).json({ error: error.code, error_description: error.description })
    }
  }
}
