import { Controller, Get, Param, Query } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import { IsOptional, IsString, MaxLength } from 'class-validator'
import type { SignInAccount } from '@anamnese/contracts'
import { GatewayOnly } from '@anamnese/platform-security'
import { SignInService } from './sign-in.service'

class LinkQuery {
  @IsOptional()
  @IsString()
  @MaxLength(300)
  issuer?: string

  @IsOptional()
  @IsString()
  @MaxLength(300)
  sub?: string
}

/** Asked by the gateway for somebody who just proved who they are, and again while their session lasts. */
@ApiExcludeController()
@GatewayOnly()
@Controller('internal/accounts')
export class SignInController {
  constructor(private readonly signIn: SignInService) {}

  @Get('by-id-nat/:idNat')
  async byIdNat(@Param('idNat') idNat: string, @Query() query: LinkQuery): Promise<SignInAccount> {
    const { issuer, sub } = query
    return this.signIn.find(idNat, issuer !== undefined && sub !== undefined ? { issuer, sub } : undefined)
  }
}
