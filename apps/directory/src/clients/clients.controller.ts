import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Actor, Page } from '@anamnese/contracts'
import { PageQuery } from '@anamnese/platform-http'
import { CurrentActor, Requires } from '@anamnese/platform-security'
import { type ApiClientView, toClientView } from './client'
import { ClientChangeDto, ClientDto } from './client.dto'
import { ClientRepository } from './client.repository'
import { ClientsService } from './clients.service'

/** A client with its secret: shown once, at its creation or renewal. */
type ClientWithSecret = ApiClientView & { clientSecret: string }

@ApiTags('Clients de l’API')
@Requires('admin')
@Controller('directory/clients')
export class ClientsController {
  constructor(
    private readonly clients: ClientRepository,
    private readonly service: ClientsService,
  ) {}

  @ApiOperation({ summary: 'Les clients de l’API' })
  @Get()
  async list(@Query() query: PageQuery, @CurrentActor() actor: Actor): Promise<Page<ApiClientView>> {
    const page = await this.clients.page(actor.establishment, {}, { page: query.page, size: query.size })
    return { ...page, items: page.items.map(toClientView) }
  }

  @ApiOperation({ summary: 'Créer un client ; son secret n’est montré qu’une fois' })
  @Post()
  async create(@Body() request: ClientDto, @CurrentActor() actor: Actor): Promise<ClientWithSecret> {
    const { client, secret } = await this.service.create(request, undefined, actor)
    return { ...toClientView(client), clientSecret: secret }
  }

  @ApiOperation({ summary: 'Modifier les droits d’un client, ou l’arrêter' })
  @Patch(':clientId')
  async change(
    @Param('clientId') clientId: string,
    @Body() request: ClientChangeDto,
    @CurrentActor() actor: Actor,
  ): Promise<ApiClientView> {
    return toClientView(await this.service.change(clientId, request, actor))
  }

  @ApiOperation({ summary: 'Changer le secret ; l’ancien cesse aussitôt' })
  @Post(':clientId/secret')
  async renew(@Param('clientId') clientId: string, @CurrentActor() actor: Actor): Promise<ClientWithSecret> {
    const { client, secret } = await this.service.renewSecret(clientId, actor)
    return { ...toClientView(client), clientSecret: secret }
  }
}
