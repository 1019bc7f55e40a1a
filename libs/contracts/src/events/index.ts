import type { EventDefinition } from '../define-event'
import { TrailRecorded } from './audit'
import { StayChanged } from './care'
import { ChoicesChanged } from './consent'
import { CorrespondentChanged } from './directory'
import { DocumentValidated, DocumentWithdrawn } from './documents'
import {
  DmpAcknowledgementReceived,
  DmpOrderChanged,
  MssanteAcknowledgementReceived,
  MssanteOrderChanged,
} from './exchange'
import { ConsentReceived, MovementRecorded, PatientChanged } from './identity'
import { DmpDocumentArrived, DocumentReceived, MssanteDocumentArrived } from './received'

export * from './audit'
export * from './care'
export * from './consent'
export * from './directory'
export * from './documents'
export * from './exchange'
export * from './identity'
export * from './received'
export * from './schemas'

/** Every event of the product: AsyncAPI is generated from this list. */
export const EVENTS: readonly EventDefinition[] = [
  PatientChanged,
  MovementRecorded,
  ConsentReceived,
  StayChanged,
  ChoicesChanged,
  CorrespondentChanged,
  DocumentValidated,
  DocumentWithdrawn,
  DocumentReceived,
  DmpDocumentArrived,
  MssanteDocumentArrived,
  DmpOrderChanged,
  DmpAcknowledgementReceived,
  MssanteOrderChanged,
  MssanteAcknowledgementReceived,
  TrailRecorded,
]
