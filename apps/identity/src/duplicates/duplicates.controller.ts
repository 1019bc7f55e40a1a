import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common'
import type {
  Actor,
  DuplicateCounters,
  DuplicateDetail,
  DuplicateScanView,
  DuplicateView,
  Page,
} from '@anamnese/contracts'
import { CurrentActor, Requires } from '@anamnese/platform-security'
import { CollisionResolution } from './collision-resolution'
import {
  CollisionWithdrawalDto,
  DuplicateDecisionDto,
  DuplicateScanDto,
  DuplicatesQuery,
  SignalDuplicateDto,
} from './duplicate.requests'
import { DuplicateSignals } from './duplicate-signals'
import { DuplicateScanner } from './duplicate-scanner'
import { DuplicatesService } from './duplicates.service'

/** Duplicates and collisions, as the identity officers work through them. */
@Requires('identity.write')
@Controller('identity/duplicates')
export class DuplicatesController {
  constructor(
    private readonly duplicates: DuplicatesService,
    private readonly collisions: CollisionResolution,
    private readonly scanner: DuplicateScanner,
    private readonly signals: DuplicateSignals,
  ) {}

  @Get()
  async list(@Query() query: DuplicatesQuery, @CurrentActor() actor: Actor): Promise<Page<DuplicateView>> {
    return this.duplicates.list(actor, query)
  }

  @Post()
  async signal(@Body() request: SignalDuplicateDto, @CurrentActor() actor: Actor): Promise<DuplicateDetail> {
    return this.signals.signal(actor, request)
  }

  @Get('counters')
  async counters(@CurrentActor() actor: Actor): Promise<DuplicateCounters> {
    return this.duplicates.counters(actor.establishment)
  }

  @Get('scan')
  async scan(@CurrentActor() actor: Actor): Promise<DuplicateScanView> {
    return this.scanner.view(actor.establishment)
  }

  @HttpCode(200)
  @Post('scan')
  async actOnScan(@Body() { action }: DuplicateScanDto, @CurrentActor() actor: Actor): Promise<DuplicateScanView> {
    return this.scanner.act(actor, action)
  }

  @Get(':id')
  async read(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<DuplicateDetail> {
    return this.duplicates.read(actor, id)
  }

  @HttpCode(200)
  @Post(':id/decision')
  async decide(
    @Param('id') id: string,
    @Body() request: DuplicateDecisionDto,
    @CurrentActor() actor: Actor,
  ): Promise<DuplicateDetail> {
    return this.duplicates.decide(actor, id, request)
  }

  @Requires('identity.merge')
  @HttpCode(200)
  @Post(':id/withdrawal')
  async withdraw(
    @Param('id') id: string,
    @Body() request: CollisionWithdrawalDto,
    @CurrentActor() actor: Actor,
  ): Promise<DuplicateDetail> {
    return this.collisions.withdrawFromHolder(actor, id, request)
  }
}
