import {
  ChoicesChanged,
  type ChoicesChangedData,
  DmpOrderChanged,
  DocumentReceived,
  type DocumentReceivedData,
  DocumentValidated,
  type DocumentValidatedData,
  DocumentWithdrawn,
  type DocumentWithdrawnData,
  type EventDefinition,
  type LiveChange,
  MssanteOrderChanged,
  type OrderChangedData,
  PatientChanged,
  type PatientChangedData,
  type Permission,
  StayChanged,
  type StayChangedData,
} from '@anamnese/contracts'

/** A change as screens learn it, and who may learn it. */
export interface Broadcast {
  change: LiveChange
  establishment: string
  needs: Permission
}

interface Source {
  definition: EventDefinition
  read: (data: unknown) => Broadcast | undefined
}

const order =
  (kind: 'dmp-order' | 'mssante-order') =>
  (data: unknown): Broadcast => {
    const { orderId, patientId, establishment } = data as OrderChangedData
    return { change: { kind, id: orderId, patientId }, establishment, needs: 'patient.read' }
  }

const SOURCES: readonly Source[] = [
  {
    definition: PatientChanged,
    read: (data) => {
      const { patientId, establishment } = data as PatientChangedData
      return { change: { kind: 'patient', id: patientId, patientId }, establishment, needs: 'patient.read' }
    },
  },
  {
    definition: StayChanged,
    read: (data) => {
      const { stayId, patientId, establishment } = data as StayChangedData
      return { change: { kind: 'stay', id: stayId, patientId }, establishment, needs: 'patient.read' }
    },
  },
  {
    definition: ChoicesChanged,
    read: (data) => {
      const { patientId, establishment } = data as ChoicesChangedData
      return { change: { kind: 'choices', id: patientId, patientId }, establishment, needs: 'patient.read' }
    },
  },
  {
    definition: DocumentValidated,
    read: (data) => {
      const { documentId, patientId, establishment } = data as DocumentValidatedData
      return { change: { kind: 'document', id: documentId, patientId }, establishment, needs: 'document.read' }
    },
  },
  {
    definition: DocumentWithdrawn,
    read: (data) => {
      const { documentId, patientId, establishment } = data as DocumentWithdrawnData
      return { change: { kind: 'document', id: documentId, patientId }, establishment, needs: 'document.read' }
    },
  },
  {
    // Only what is in a record: the worklist of the rest is counted by itself.
    definition: DocumentReceived,
    read: (data) => {
      const { documentId, patientId, establishment } = data as DocumentReceivedData
      if (documentId === undefined || patientId === undefined) return undefined
      return { change: { kind: 'document', id: documentId, patientId }, establishment, needs: 'document.read' }
    },
  },
  { definition: DmpOrderChanged, read: order('dmp-order') },
  { definition: MssanteOrderChanged, read: order('mssante-order') },
]

export const LIVE_EVENTS: EventDefinition[] = SOURCES.map(({ definition }) => definition)

/** What screens have to fetch again after an event: identifiers only, no health data. */
export function broadcastOf(type: string, data: unknown): Broadcast | undefined {
  return SOURCES.find(({ definition }) => definition.type === type)?.read(data)
}
