import { formatCivilDate } from '@anamnese/domain-traits'
import type { NamedProfessional } from '@anamnese/contracts'
import { type Patient, nameOf } from '../projections/patient'
import type { Stay } from '../projections/stay.repository'
import { dischargeModeOf } from '../validation/stay-codes'
import type { TemplateFacts } from './letter-template'

const DAY_MS = 24 * 3600 * 1000

/** What is known of a stay and its patient, as words of a letter. */
export function factsOf(patient: Patient, stay: Stay, timeZone: string): TemplateFacts {
  const { admittedAt, dischargedAt } = stay
  const { birthDate } = patient.traits
  const facts: { [K in keyof TemplateFacts]: string | undefined } = {
    patient: nameOf(patient),
    birthDate: formatCivilDate(birthDate),
    age: ageText(birthDate, dischargedAt ?? admittedAt ?? new Date().toISOString()),
    unit: stay.unit && (stay.unit.label ?? stay.unit.code),
    admission: admittedAt === undefined ? undefined : dayText(admittedAt, timeZone),
    discharge: dischargedAt === undefined ? undefined : dayText(dischargedAt, timeZone),
    duration:
      admittedAt === undefined || dischargedAt === undefined ? undefined : durationText(admittedAt, dischargedAt),
    doctor: personText(stay.attendingDoctor),
    dischargeMode: dischargeModeOf(stay.dischargeMode)?.display.toLowerCase(),
    generalPractitioner: personText(patient.generalPractitioner),
  }
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined))
}

/** `24/11/2026`. */
export function dayText(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat('fr-FR', { dateStyle: 'short', timeZone }).format(new Date(instant))
}

function durationText(from: string, to: string): string {
  const days = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS))
  if (days === 0) return 'moins d’un jour'
  return days === 1 ? '1 jour' : `${days} jours`
}

function ageText(birthDate: string, at: string): string {
  const [year = 0, month = 1, day = 1] = birthDate.split('-').map(Number)
  const now = new Date(at)
  const before = now.getUTCMonth() + 1 < month || (now.getUTCMonth() + 1 === month && now.getUTCDate() < day)
  const years = now.getUTCFullYear() - year - (before ? 1 : 0)
  return years < 2 ? `${Math.max(0, monthsOf(birthDate, now))} mois` : `${years} ans`
}

function monthsOf(birthDate: string, now: Date): number {
  const [year = 0, month = 1, day = 1] = birthDate.split('-').map(Number)
  const months = (now.getUTCFullYear() - year) * 12 + now.getUTCMonth() + 1 - month
  return now.getUTCDate() < day ? months - 1 : months
}

function personText(person: NamedProfessional | undefined): string | undefined {
  return person && [person.given, person.family].filter((part) => part !== undefined).join(' ')
}
