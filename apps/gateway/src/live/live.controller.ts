import { Controller, Get, Req, Res } from '@nestjs/common'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Request, Response } from 'express'
import { Public } from '@anamnese/platform-security'
import { actorOf, type Caller, requireCaller } from '../sessions/gateway-request'
import { LiveConnections } from './live-connections'

/** Server-sent events, name `change`: what to fetch again. The stream does not keep an idle session alive. */
@ApiTags('Mises à jour')
@Public()
@Controller('api/live')
export class LiveController {
  constructor(private readonly connections: LiveConnections) {}

  @ApiOperation({ summary: 'Ce qui vient de changer (server-sent events, événement « change »)' })
  @Get()
  live(@Req() request: Request, @Res() response: Response): void {
    const caller: Caller = requireCaller(request)
    this.connections.open(response, actorOf(caller), caller.kind === 'person' ? caller.session._id : undefined)
  }
}
