import { Controller } from '@nestjs/common'
import { DmpDocumentArrived, type DocumentArrivedData, MssanteDocumentArrived } from '@anamnese/contracts'
import { OnEvent, type ReceivedEvent } from '@anamnese/platform-messaging'
import type { Arrival } from './arrival'
import { ArrivalRepository } from './arrival.repository'
import { ExaminationLoop } from './examination-loop'

/** What the services that talk to partners received: an arrival each, examined by the loop once the event is taken. */
@Controller()
export class ArrivalsController {
  constructor(
    private readonly arrivals: ArrivalRepository,
    private readonly loop: ExaminationLoop,
  ) {}

  @OnEvent(MssanteDocumentArrived)
  async onMssante(event: ReceivedEvent<DocumentArrivedData>): Promise<void> {
    await this.take('mssante', event)
  }

  @OnEvent(DmpDocumentArrived)
  async onDmp(event: ReceivedEvent<DocumentArrivedData>): Promise<void> {
    await this.take('dmp', event)
  }

  private async take(origin: Arrival['origin'], { data, session }: ReceivedEvent<DocumentArrivedData>): Promise<void> {
    const { arrivalId, patientId, establishment, ...rest } = data
    if (await this.arrivals.findById(establishment, arrivalId, session)) return
    const by = rest.sender ?? (origin === 'dmp' ? 'DMP' : 'MSSanté')
    const at = new Date()
    await this.arrivals.insert(
      {
        ...rest,
        _id: arrivalId,
        establishment,
        origin,
        state: 'received',
        ...(patientId === undefined ? {} : { choice: { patientId, by, byId: origin } }),
        findings: [],
        history: [{ at: at.toISOString(), state: 'received', by }],
        attempts: 0,
        dueAt: at,
      },
      session,
    )
    this.loop.nudge()
  }
}
