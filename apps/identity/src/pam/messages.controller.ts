import { Controller, Get, Param, Query } from '@nestjs/common'
import { Transform } from 'class-transformer'
import { IsIn, IsOptional } from 'class-validator'
import type { Actor, Hl7MessageDetail, Hl7MessageView, Page } from '@anamnese/contracts'
import { decodeBytes } from '@anamnese/interop-hl7v2'
import { notFound, PageQuery } from '@anamnese/platform-http'
import { AuditTrail } from '@anamnese/platform-messaging'
import { CurrentActor, Requires } from '@anamnese/platform-security'
import type { ReceivedMessage } from './received-message'
import { ReceivedMessageRepository, toBuffer } from './received-message.repository'

class MessageQuery extends PageQuery {
  /** one or several, separated by commas */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @IsIn(['AA', 'AE', 'AR'], { each: true, message: 'réponse : AA, AE ou AR' })
  outcome?: Hl7MessageView['outcome'][]
}

/** HL7 messages received, for the identity officers: what was refused and why. */
@Requires('identity.write')
@Controller('identity/messages')
export class MessagesController {
  constructor(
    private readonly received: ReceivedMessageRepository,
    private readonly trail: AuditTrail,
  ) {}

  /** `q`: a control id, an event, or a patient's id. */
  @Get()
  async list(@Query() query: MessageQuery, @CurrentActor() actor: Actor): Promise<Page<Hl7MessageView>> {
    const { q, outcome, page, size } = query
    const filter = {
      ...(outcome === undefined ? {} : { outcome: { $in: outcome } }),
      ...(q === undefined ? {} : { $or: [{ controlId: q }, { event: q.toUpperCase() }, { patientId: q }] }),
    }
    const found = await this.received.page(actor.establishment, filter, { page, size, sort: { receivedAt: -1 } })
    return { ...found, items: found.items.map(messageView) }
  }

  @Get(':id')
  async read(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<Hl7MessageDetail> {
    const message = await this.received.findById(actor.establishment, id)
    if (!message) throw notFound('HL7_MESSAGE.UNKNOWN', 'Ce message n’est pas, ou plus, conservé.')
    const text = textOf(message)
    await this.trail.record(actor, {
      action: 'message.read',
      ...(message.patientId === undefined ? {} : { patientId: message.patientId }),
      object: { kind: 'hl7-message', id },
      ins: text.includes('^INS'),
    })
    return { ...messageView(message), text, answer: toBuffer(message.answer).toString('utf8').replace(/\r/g, '\n') }
  }
}

function messageView(message: ReceivedMessage): Hl7MessageView {
  const { _id, receivedAt, peer, controlId, event, outcome, findings, patientId } = message
  return {
    id: _id,
    receivedAt: receivedAt.toISOString(),
    peer,
    ...(controlId === undefined ? {} : { controlId }),
    ...(event === undefined ? {} : { event }),
    outcome,
    findings,
    ...(patientId === undefined ? {} : { patientId }),
  }
}

/** Bytes that their own character set cannot read are shown as Latin-1: they are here to be examined. */
function textOf(message: ReceivedMessage): string {
  const bytes = toBuffer(message.bytes)
  try {
    return decodeBytes(bytes, message.charset).replace(/\r/g, '\n')
  } catch {
    return bytes.toString('latin1').replace(/\r/g, '\n')
  }
}
