import { insKey } from '@anamnese/domain-ins'
import type { DemoPerson, DemoStay } from '@anamnese/tool-demo'
import { daysBefore, hl7Time, UNITS } from '@anamnese/tool-demo'

const origin = Date.now() % 100_000_000

/** The n-th invented patient of this run, with a qualified identity. */
export function benchPerson(n: number): DemoPerson {
  const number = String((origin + n) % 100_000_000).padStart(8, '0')
  const thirteen = `15605${number}`
  const letters = Array.from(number, (digit) => 'BCDFGLMNRT'.charAt(Number(digit))).join('')
  return {
    key: `B${number}`,
    ipp: `19${number}`,
    family: `BANC-${letters}`,
    given: 'GWENDAL',
    birthDate: '1956-05-14',
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
