import type { LiveChange } from '@anamnese/contracts'

/**
 * The names under which answers are kept. What belongs to one patient starts with `['patient', id]`, so that a change
 * of the patient, seen on the live stream, refreshes all of it.
 */
export const keys = {
  session: ['session'],
  patients: ['patients'],
  places: ['places'],
  traitsCheck: ['traits-check'],
  patient: (id: string) => ['patient', id, 'identity'],
  access: (id: string) => ['access', id],
  stays: (patientId: string) => ['patient', patientId, 'stays'],
  choices: (patientId: string) => ['patient', patientId, 'choices'],
  dmpState: (patientId: string) => ['patient', patientId, 'dmp-state'],
  documents: (patientId: string) => ['patient', patientId, 'documents'],
  document: (documentId: string) => ['document', documentId],
  reading: (documentId: string) => ['document', documentId, 'view'],
  received: ['received'],
  exports: ['exports'],
  retention: ['retention'],
  letters: ['letters'],
  documentTypes: ['document-types'],
  letter: (letterId: string) => ['letter', letterId],
  suggestedRecipients: (letterId: string) => ['letter', letterId, 'recipients'],
  wards: ['wards'],
  orders: ['orders'],
  links: ['links'],
  hl7Messages: ['hl7-messages'],
  outgoing: ['outgoing'],
  subscribers: ['subscribers'],
  duplicates: ['duplicates'],
  merges: ['merges'],
  indicators: ['indicators'],
  audit: ['audit'],
  accounts: ['accounts'],
  correspondents: ['correspondents'],
} as const

export type Key = readonly unknown[]

/** What a live change makes stale: keys are prefixes, every answer under them is fetched again where it is on screen. */
export function staleAfter(change: LiveChange): Key[] {
  const ofPatient = (part: string): Key[] =>
    change.patientId === undefined ? [] : [['patient', change.patientId, part]]
  switch (change.kind) {
    case 'patient':
      return [
        keys.patients,
        keys.patient(change.patientId ?? change.id),
        keys.wards,
        keys.hl7Messages,
        keys.duplicates,
        keys.merges,
        ['letter'],
      ]
    case 'stay':
      return [keys.wards, ['letter'], ...ofPatient('stays')]
    case 'choices':
      return [...ofPatient('choices'), ...ofPatient('dmp-state'), keys.letters, ['letter']]
    case 'document':
      return [keys.letters, ['letter'], keys.received, keys.document(change.id), ...ofPatient('documents')]
    case 'dmp-order':
      return [keys.orders, keys.indicators, keys.links, ...ofPatient('dmp-state')]
    case 'mssante-order':
      return [keys.orders, keys.indicators, keys.links]
  }
}
