import { Hl7Message } from '@anamnese/interop-hl7v2'
import { validatePam } from '@anamnese/interop-pam-fr'
import { admissionMessage, dischargeMessage, identityMessage } from './adt'
import { MAIN_PATIENT, OTHER_PATIENTS } from './people'
import { UNITS, type DemoStay } from './person'

const stay: DemoStay = {
  visit: '2622000101',
  account: 'D2622000101',
  unit: UNITS.cardiology,
  room: '101',
  bed: 'F',
  admittedAt: '20261120081500',
}

function errors(text: string): string[] {
  return validatePam(Hl7Message.parse(Buffer.from(text, 'utf8')))
    .filter(({ severity }) => severity !== 'I')
    .map(({ location, message }) => `${location} ${message}`)
}

describe('the messages of the demonstration hospital', () => {
  it.each([MAIN_PATIENT, ...OTHER_PATIENTS].map((person) => [`${person.family} ${person.given}`, person] as const))(
    'of %s conform to PAM-FR without a warning',
    (_name, person) => {
      expect(errors(identityMessage('A28', person, 'A', stay.admittedAt))).toEqual([])
      expect(errors(identityMessage('A31', person, 'B', stay.admittedAt))).toEqual([])
      expect(errors(admissionMessage(person, stay, 'C'))).toEqual([])
      expect(errors(dischargeMessage(person, stay, 'D', '20261125110000'))).toEqual([])
    },
  )
})
