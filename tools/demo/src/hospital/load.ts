import { admissionMessage, identityMessage } from './adt'
import { OTHER_PATIENTS } from './people'
import { UNITS, type DemoStay } from './person'
import { daysBefore, hl7Time } from './times'
import type { MllpSender } from '../client/mllp-sender'

const BEDS: [keyof typeof UNITS, string, string, number][] = [
  ['cardiology', '102', 'F', 4],
  ['nephrology', '201', 'P', 2],
  ['cardiology', '103', 'P', 6],
  ['cardiology', '104', 'F', 1],
  ['nephrology', '202', 'F', 9],
  ['emergency', 'B03', '1', 0],
]

/**
 * Admits the demonstration patients by HL7. The control ids are always the same: on a second start the door answers each message as
 * the first time and changes nothing.
 */
export async function loadHospital(sender: MllpSender): Promise<number> {
  for (const [index, person] of OTHER_PATIENTS.entries()) {
    const [unit, room, bed, days] = BEDS[index] ?? ['cardiology', '110', 'P', 1]
    const admittedAt = hl7Time(daysBefore(days, 3))
    const stay: DemoStay = {
      visit: `26${person.ipp}`,
      account: `D26${person.ipp}`,
      unit: UNITS[unit],
      room,
      bed,
      admittedAt,
    }
    await sender.send(identityMessage('A28', person, `DEMO-A28-${person.key}`, admittedAt))
    await sender.send(admissionMessage(person, stay, `DEMO-A01-${person.key}`))
  }
  return OTHER_PATIENTS.length
}
