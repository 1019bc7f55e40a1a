import { Body, Controller, Get, Param, Put } from '@nestjs/common'
import type { Actor, ChoicesView } from '@anamnese/contracts'
import { conflict, unprocessable } from '@anamnese/platform-http'
import { AuditTrail } from '@anamnese/platform-messaging'
import { ConcurrentChangeError, isDuplicateKey, Mongo } from '@anamnese/platform-mongo'
import { CurrentActor, PatientRecord, Requires } from '@anamnese/platform-security'
import type { Choices, NewChoices } from './choices'
import { ChoicesRequestDto } from './choices.request'
import { ChoicesService } from './choices.service'

@PatientRecord()
@Controller('patients/:patientId/choices')
export class ChoicesController {
  constructor(
    private readonly mongo: Mongo,
    private readonly service: ChoicesService,
    private readonly trail: AuditTrail,
  ) {}

  @Requires('patient.read')
  @Get()
  async read(@Param('patientId') patientId: string, @CurrentActor() actor: Actor): Promise<ChoicesView> {
    const choices = await this.service.current(actor.establishment, patientId)
    await this.trail.record(actor, { action: 'choices.read', patientId })
    return choicesView(choices)
  }

  /** What the patient tells a professional. An opposition comes with its legitimate reason. */
  @Requires('consent.write')
  @Put()
  async write(
    @Param('patientId') patientId: string,
    @Body() request: ChoicesRequestDto,
    @CurrentActor() actor: Actor,
  ): Promise<ChoicesView> {
    const author = { name: actor.name, at: new Date().toISOString(), ...reasonOf(request) }
    try {
      const stored = await this.mongo.transaction(async (session) => {
        const before = await this.service.current(actor.establishment, patientId, session)
        if (before.version !== request.version) throw changedMeanwhile(before)
        if (request.feeding === 'opposed' && before.feeding !== 'opposed' && author.reason === undefined) {
          throw unprocessable('CHOICES.REASON', 'Une opposition s’enregistre avec son motif légitime.')
        }
        const said = saidBy(request, before, author.at)
        const after = await this.service.record(before, said, author, session)
        const detail = `alimentation ${after.feeding}, consultation ${after.consultation}`
        await this.trail.record(actor, { action: 'choices.write', patientId, detail }, session)
        return after
      })
      return choicesView(stored)
    } catch (error) {
      if (!(error instanceof ConcurrentChangeError || isDuplicateKey(error))) throw error
      throw changedMeanwhile(await this.service.current(actor.establishment, patientId))
    }
  }
}

function reasonOf({ reason }: ChoicesRequestDto): { reason?: string } {
  const text = reason?.trim() ?? ''
  return text === '' ? {} : { reason: text }
}

/** Only what the person changed is said: confirming a form does not date a choice again. */
function saidBy(request: ChoicesRequestDto, before: Choices, at: string): NewChoices {
  return {
    ...(request.feeding === before.feeding ? {} : { feeding: { value: request.feeding, at, deliberate: true } }),
    ...(request.consultation === before.consultation
      ? {}
      : { consultation: { value: request.consultation, at, deliberate: true } }),
  }
}

function changedMeanwhile(choices: Choices): Error {
  return conflict(
    'CHOICES.CONFLICT',
    'Ces choix ont été modifiés entre-temps.',
    `Dernière modification par ${choices.recordedBy}. Relire les choix avant de les changer.`,
  )
}

function choicesView(choices: Choices): ChoicesView {
  const { _id, version, dmpStatus, feeding, feedingAt, consultation, consultationAt, history } = choices
  return {
    patientId: _id,
    version,
    ...(dmpStatus === undefined ? {} : { dmpStatus }),
    feeding,
    ...(feedingAt === undefined ? {} : { feedingAt }),
    consultation,
    ...(consultationAt === undefined ? {} : { consultationAt }),
    history: [...history].reverse(),
  }
}
