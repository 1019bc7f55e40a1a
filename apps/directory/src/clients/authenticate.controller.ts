import { Body, Controller, HttpCode, Post } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import type { ClientAccount } from '@anamnese/contracts'
import { GatewayOnly } from '@anamnese/platform-security'
import { AuthenticateDto } from './client.dto'
import { ClientsService } from './clients.service'

/** Asked by the gateway for client credentials. */
@ApiExcludeController()
@GatewayOnly()
@Controller('internal/clients')
export class AuthenticateController {
  constructor(private readonly clients: ClientsService) {}

  @Post('authenticate')
  @HttpCode(200)
  async authenticate(@Body() { clientId, clientSecret }: AuthenticateDto): Promise<ClientAccount> {
    return this.clients.authenticate(clientId, clientSecret)
  }
}
