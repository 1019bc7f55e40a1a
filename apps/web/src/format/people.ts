import type { DocumentRecipient, NamedProfessional } from '@anamnese/contracts'
import type { ProfessionalRef } from '@anamnese/domain-professional-ids'

/** A professional as people name them: `Dr Maëlle KERVADEC`. */
export function professionalName(person: ProfessionalRef | DocumentRecipient | NamedProfessional): string {
  const prefix = 'prefix' in person && person.prefix ? title(person.prefix) : undefined
  return [prefix, person.given, person.family.toUpperCase()].filter(Boolean).join(' ')
}

function title(prefix: string): string {
  return prefix.charAt(0).toUpperCase() + prefix.slice(1).toLowerCase()
}

/** A unit as the ward names it: its label, or its code when it has none. */
export function unitName(unit: { code: string; label?: string } | undefined): string {
  return unit === undefined ? '—' : (unit.label ?? `Unité ${unit.code}`)
}

/** Where a patient lies: `chambre 12, lit B`. */
export function placeName(room: string | undefined, bed: string | undefined): string {
  const parts = [room ? `chambre ${room}` : '', bed ? `lit ${bed}` : ''].filter(Boolean)
  return parts.length === 0 ? 'sans lit' : parts.join(', ')
}

const count = new Intl.NumberFormat('fr-FR')

/** A count with its noun: `1 patient`, `12 patients`. `plural` is given when it is not the noun and an s. */
export function plural(n: number, noun: string, pluralNoun: string = `${noun}s`): string {
  return `${count.format(n)} ${Math.abs(n) < 2 ? noun : pluralNoun}`
}
