/** A patient of the demonstration hospital, as its administrative system knows them. */
export interface DemoPerson {
  /** Key of the messages: the same person always sends the same control ids. */
  key: string
  ipp: string
  family: string
  given: string
  /** Complete list of given names, when known. */
  givenNames?: string
  /** Used name, when it differs. */
  usedName?: string
  birthDate: string
  sex: 'F' | 'M'
  birthPlace: string
  street: string
  city: string
  postalCode: string
  /** Present only with a qualified identity. */
  ins?: string
  /** Choices about the DMP, when they were collected: feeding then consultation. */
  choices?: { feeding: 'IO' | 'INO'; consultation: 'IC' | 'INC' }
  generalPractitioner: boolean
}

export interface DemoStay {
  visit: string
  account: string
  unit: { code: string; label: string }
  room: string
  bed: string
  /** HL7 time, `YYYYMMDDHHMMSS` */
  admittedAt: string
}

export const UNITS = {
  cardiology: { code: '6268', label: 'CARDIOLOGIE' },
  nephrology: { code: '6100', label: 'NEPHROLOGIE' },
  emergency: { code: '7000', label: 'URGENCES' },
} as const
