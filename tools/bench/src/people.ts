import { insKey } from '@anamnese/domain-ins'
import type { DemoPerson, DemoStay } from '@anamnese/tool-demo'
import { daysBefore, hl7Time, UNITS } from '@anamnese/tool-demo'

const origin = Date.now() % 100_000_000

/** The n-th invented patient of this run, with a qualified identity. */
export function benchPerson(n: number): DemoPerson {
  const rank = (origin + n) % 100_000_000
  const number = String(rank).padStart(8, '0')
  const two = (value: number): string => String(value).padStart(2, '0')
  const [year, month, day] = [two(rank % 100), two(1 + (rank % 12)), two(1 + (rank % 28))]
  const thirteen = `1${year}${month}${number}`
  const letters = Array.from(number, (digit) => 'BCDFGLMNRT'.charAt(Number(digit))).join('')
  return {
    key: `B${number}`,
    ipp: `19${number}`,
    family: `BANC-${letters}`,
    given: 'GWENDAL',
    birthDate: `19${year}-${month}-${day}`,
    sex: 'M',
    birthPlace: '22278',
    street: '1 RUE DES GENETS',
    city: 'GUINGAMP',
    postalCode: '22200',
    ins: thirteen + insKey(thirteen),
    choices: { feeding: 'INO', consultation: 'IC' },
    generalPractitioner: false,
  }
}

export function benchStay(person: DemoPerson): DemoStay {
  return {
    visit: `B${person.ipp}`,
    account: `DB${person.ipp}`,
    unit: UNITS.cardiology,
    room: '130',
    bed: 'P',
    admittedAt: hl7Time(daysBefore(2)),
  }
}
