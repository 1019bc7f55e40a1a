import type { Provider, Type } from '@nestjs/common'
import { antivirusProvider } from './antivirus.provider'
import { ArrivalRepository } from './arrival.repository'
import { ArrivalsController } from './arrivals.controller'
import { CandidatesService } from './candidates.service'
import { CdaJudge } from './cda-judge'
import { Examiner } from './examiner'
import { ExaminationLoop } from './examination-loop'
import { FilingService } from './filing.service'
import { ReceivedController } from './received.controller'
import { ReceptionService } from './reception.service'
import { SetLockRepository } from './set-lock.repository'
import { ReceivedWorklistService } from './worklist.service'

/** The receiving door. Its controllers come before those of documents: `documents/received` is no identifier of a document. */
export const receivingControllers: Type[] = [ReceivedController, ArrivalsController]
export const receivingProviders: Provider[] = [
  antivirusProvider,
  ArrivalRepository,
  SetLockRepository,
  CandidatesService,
  CdaJudge,
  FilingService,
  Examiner,
  ExaminationLoop,
  ReceptionService,
  ReceivedWorklistService,
]
