import type { WardPatient } from '@anamnese/contracts'

const collator = new Intl.Collator('fr', { numeric: true })

/** By room, then by bed, as one walks: 9 before 10. Those without a bed come last, by name. */
export function byBed(a: Bed, b: Bed): number {
  return (
    Number(a.room === undefined) - Number(b.room === undefined) ||
    collator.compare(a.room ?? '', b.room ?? '') ||
    collator.compare(a.bed ?? '', b.bed ?? '') ||
    collator.compare(a.birthName, b.birthName)
  )
}

type Bed = Pick<WardPatient, 'birthName' | 'room' | 'bed'>
