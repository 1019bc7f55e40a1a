import { Controller, Header, HttpCode, Inject, Post, Req, UseGuards } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import { ThrottlerGuard } from '@nestjs/throttler'
import type { Request } from 'express'
import { SignInError } from '@anamnese/interop-psc'
import { ProblemError } from '@anamnese/platform-http'
import type { Log } from '@anamnese/platform-logging'
import { Public } from '@anamnese/platform-security'
import { LOG } from '@anamnese/platform-service'
import { SignOutService } from './sign-out.service'

/** Called by the provider, server to server (OpenID Connect Back-Channel Logout): the signed token is the proof. */
@ApiExcludeController()
@Public()
@UseGuards(ThrottlerGuard)
@Controller('auth/psc')
export class BackchannelLogoutController {
  constructor(
    @Inject(LOG) private readonly log: Log,
    private readonly signOut: SignOutService,
  ) {}

  @Post('backchannel-logout')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  async logout(@Req() request: Request): Promise<void> {
    const token = (request.body as { logout_token?: unknown } | undefined)?.logout_token
    if (typeof token !== 'string') throw refused()
    try {
      await this.signOut.endByProvider(token)
    } catch (error) {
      if (!(error instanceof SignInError)) throw error
      this.log.warn({ err: error }, 'déconnexion demandée par un jeton refusé')
      throw error.code === 'SIGN_IN.UNAVAILABLE' ? error : refused()
    }
  }
}

const refused = (): ProblemError => new ProblemError(400, 'LOGOUT.TOKEN', 'Le jeton de déconnexion n’est pas valable.')
