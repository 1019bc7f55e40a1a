import { ForbiddenException } from '@nestjs/common'
import type { Actor } from '@anamnese/contracts'

/**
 * A person reads or changes a record only after having opened it: as a member of the care team, or by a traced break-glass.
 * API clients act under the responsibility of the system that holds their secret and are limited by their scopes.
 * Used by routes that learn the patient from the object asked for; routes with the patient in their path use `@PatientRecord`.
 */
export function assertRecordOpen(actor: Actor, patientId: string): void {
  if (actor.kind === 'client') return
  if (actor.patientContext?.patientId !== patientId) throw new ForbiddenException('record not open')
}
