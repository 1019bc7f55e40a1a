import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import type { AccountView, Actor, Page } from '@anamnese/contracts'
import { PageQuery } from '@anamnese/platform-http'
import { CurrentActor, Requires } from '@anamnese/platform-security'
import { toAccountView } from './account'
import { AccountChangeDto, AccountDto } from './account.dto'
import { AccountRepository, accountSearch, accountSort } from './account.repository'
import { AccountsService } from './accounts.service'

@ApiTags('Comptes')
@Requires('directory.manage')
@Controller('directory/accounts')
export class AccountsController {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly service: AccountsService,
  ) {}

  @ApiOperation({ summary: 'Les comptes (?q= nom, prénom ou identifiant)' })
  @Get()
  async list(@Query() query: PageQuery, @CurrentActor() actor: Actor): Promise<Page<AccountView>> {
    const page = await this.accounts.page(actor.establishment, accountSearch(query.q), {
      page: query.page,
      size: query.size,
      sort: accountSort(query.sort),
    })
    return { ...page, items: page.items.map(toAccountView) }
  }

  @ApiOperation({ summary: 'Un compte' })
  @Get(':id')
  async read(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<AccountView> {
    return toAccountView(await this.service.get(actor.establishment, id))
  }

  @ApiOperation({ summary: 'Créer un compte' })
  @Post()
  async create(@Body() request: AccountDto, @CurrentActor() actor: Actor): Promise<AccountView> {
    return toAccountView(await this.service.create(request, actor))
  }

  @ApiOperation({ summary: 'Modifier un compte' })
  @Patch(':id')
  async change(
    @Param('id') id: string,
    @Body() request: AccountChangeDto,
    @CurrentActor() actor: Actor,
  ): Promise<AccountView> {
    return toAccountView(await this.service.change(id, request, actor))
  }

  @ApiOperation({ summary: 'Défaire le rattachement à Pro Santé Connect' })
  @Delete(':id/links')
  @HttpCode(200)
  async unlink(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<AccountView> {
    return toAccountView(await this.service.unlink(id, actor))
  }
}
