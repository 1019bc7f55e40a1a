import { insKey } from '@anamnese/domain-ins'
import type { DemoPerson } from '@anamnese/tool-demo'

const TEST_OID = '1.2.250.1.213.1.4.10'
const letters = (count: number): string =>
  Array.from(String(count))
    .map((digit) => 'BCDFGLMNRT'.charAt(Number(digit)))
    .join('')

export interface InventedPerson extends DemoPerson {
  matricule: string
  oid: string
}

/** Invented people, all different: name, IPP and matricule (with its key) come from the instant and a counter. */
export class Inventor {
  private count = 0
  private readonly origin = Date.now()

  invent(overrides: Partial<DemoPerson> = {}): InventedPerson {
    const number = (this.origin + this.count++) % 100_000_000
    const text = String(number).padStart(8, '0')
    const thirteen = `25605${text}`
    const matricule = thirteen + insKey(thirteen)
    return {
      key: `E${number}`,
      ipp: `29${text}`,
      family: `KER-${letters(number)}`,
      given: 'AZENOR',
      birthDate: '1956-05-14',
      sex: 'F',
      birthPlace: '22278',
      street: '1 RUE DES GENETS',
      city: 'GUINGAMP',
      postalCode: '22200',
      choices: { feeding: 'INO', consultation: 'IC' },
      generalPractitioner: true,
      matricule,
      oid: TEST_OID,
      ...overrides,
    }
  }
}
