import { Controller, Get, Inject, Query, StreamableFile } from '@nestjs/common'
import type { Actor, SendingIndicators } from '@anamnese/contracts'
import { csvStream, ProblemError } from '@anamnese/platform-http'
import type { QueryFilter } from '@anamnese/platform-mongo'
import { CurrentActor, Requires } from '@anamnese/platform-security'
import { CONFIG } from '@anamnese/platform-service'
import { IndicatorsConfig } from '../indicators.config'
import { civilDay, daysOf } from './period'
import { indicatorsOf } from './sending-indicators'
import { SendingRepository } from './sending.repository'
import type { Sending } from './sending.schema'
import { SENDING_COLUMNS, sendingLines } from './sendings-csv'
import { SendingsQuery } from './sendings.query'

/** Attempts to send documents, by FINESS, channel, type and result: on screen and as an extraction (TBB/va1.01). */
@Requires('indicator.read')
@Controller('indicators')
export class SendingsController {
  constructor(
    private readonly sendings: SendingRepository,
    @Inject(CONFIG) private readonly config: IndicatorsConfig,
  ) {}

  @Get('sendings')
  async dashboard(@Query() query: SendingsQuery, @CurrentActor() actor: Actor): Promise<SendingIndicators> {
    const period = this.period(query)
    const filter = filterOf(query, period)
    const [daily, kept] = await Promise.all([
      this.sendings.groups(actor.establishment, { ...filter, result: query.result ?? { $ne: 'not-sent' } }, 'day'),
      this.sendings.groups(actor.establishment, { ...filter, result: 'not-sent' }, 'reason'),
    ])
    return indicatorsOf(period, actor.establishment, daily, kept)
  }

  @Get('sendings.csv')
  async extract(@Query() query: SendingsQuery, @CurrentActor() actor: Actor): Promise<StreamableFile> {
    const period = this.period(query)
    const filter = filterOf(query, period)
    const groups = await this.sendings.groups(
      actor.establishment,
      { ...filter, ...(query.result === undefined ? {} : { result: query.result }) },
      'month',
    )
    return new StreamableFile(csvStream(SENDING_COLUMNS, sendingLines(actor.establishment, groups)), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="envois-${period.from}-${period.to}.csv"`,
    })
  }

  private period({ from, to, period = 'month' }: SendingsQuery): { from: string; to: string } {
    const named = daysOf(period, civilDay(new Date(), this.config.TIME_ZONE))
    const chosen = { from: from ?? named.from, to: to ?? named.to }
    if (chosen.from > chosen.to)
      throw new ProblemError(400, 'PERIOD.REVERSED', 'La période se termine avant de commencer.', undefined, {
        errors: [{ field: 'to', message: 'dernier jour, après le premier' }],
      })
    return chosen
  }
}

function filterOf(query: SendingsQuery, { from, to }: { from: string; to: string }): QueryFilter<Sending> {
  const { finess, channel, type, ins } = query
  return {
    day: { $gte: from, $lte: to },
    ...(channel === undefined ? {} : { channel }),
    ...(type === undefined ? {} : { 'type.code': type }),
    ...(ins === 'qualified' ? { withIns: true } : {}),
    // An establishment sees its own sendings: asking for another one finds none.
    ...(finess === undefined ? {} : { $expr: { $eq: ['$establishment', finess] } }),
  }
}
