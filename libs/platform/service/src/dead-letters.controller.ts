import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common'
import { IsIn } from 'class-validator'
import type { Actor, Page } from '@anamnese/contracts'
import { notFound, PageQuery, unprocessable } from '@anamnese/platform-http'
import { AuditTrail, type DeadLetterRow, DeadLetters } from '@anamnese/platform-messaging'
import { CurrentActor, Requires } from '@anamnese/platform-security'
import { EventRuntime } from './event-runtime'

class DeadLetterQuery extends PageQuery {
  @IsIn(['open', 'replayed', 'dismissed'], { message: 'état : open, replayed ou dismissed' })
  state: DeadLetterRow['state'] = 'open'
}

/** What the service could not handle: the list, and another try once the cause is mended. */
@Requires('admin')
@Controller('dead-letters')
export class DeadLettersController {
  constructor(
    private readonly deadLetters: DeadLetters,
    private readonly events: EventRuntime,
    private readonly trail: AuditTrail,
  ) {}

  /** Without the data of the event: it may be health data, and the administrator of the system has no right to it. */
  @Get()
  async list(@Query() query: DeadLetterQuery): Promise<Page<Omit<DeadLetterRow, 'value' | 'key'>>> {
    const page = await this.deadLetters.list(query.state, query.page, query.size)
    return { ...page, items: page.items.map(({ value: _value, key: _key, ...row }) => row) }
  }

  @Post(':id/replay')
  @HttpCode(204)
  async replay(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<void> {
    const row = await this.open(id)
    try {
      await this.events.processor.handle(row.topic, {
        key: Buffer.from(row.key),
        value: Buffer.from(row.value, 'base64'),
        headers: row.headers,
      })
    } catch (error) {
      throw unprocessable(
        'DEAD_LETTER.FAILED_AGAIN',
        'L’événement échoue encore.',
        error instanceof Error ? error.message : undefined,
      )
    }
    await this.deadLetters.settle(id, 'replayed', actor.name)
    await this.trail.record(actor, { action: 'dead-letter.replay', object: { kind: 'dead-letter', id } })
  }

  @Post(':id/dismiss')
  @HttpCode(204)
  async dismiss(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<void> {
    await this.open(id)
    await this.deadLetters.settle(id, 'dismissed', actor.name)
    await this.trail.record(actor, { action: 'dead-letter.dismiss', object: { kind: 'dead-letter', id } })
  }

  private async open(id: string): Promise<DeadLetterRow> {
    const row = await this.deadLetters.find(id)
    if (row?.state !== 'open') throw notFound('DEAD_LETTER.UNKNOWN', 'Cet événement n’est pas, ou plus, à traiter.')
    return row
  }
}
