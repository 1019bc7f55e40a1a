import { CLASSES_WITH_STAY } from '../build-message'
import { INS_AUTHORITIES } from '../codes'
import { Findings, type Rule } from './context'

/** PID and PV1. */
export const patientRule: Rule = ({ message, volet }) => {
  const found = new Findings(volet, 'données du patient et de la venue')
  const pid = message.first('PID')
  if (pid) {
    found.require(message, 'PID-3', "L'identifiant du patient")
    found.require(message, 'PID-5', 'Le nom du patient')
    const identifiers = pid.repetitions(3)
    const ins = identifiers.filter((id) => id.get(5) === 'INS')
    for (const id of ins) {
      if (INS_AUTHORITIES[id.get(4, 2) ?? ''] === undefined) {
        found.error('PID-3.4.2', '103', "L'identifiant de type INS n'a pas l'OID d'une INS.")
      }
    }
    const validated = pid.repetitions(32).some((field) => field.get() === 'VALI')
    if (ins.length > 0 && !validated) {
      found.error('PID-32', '101', "L'INS n'accompagne qu'une identité validée (PID-32 = VALI).")
    }
  }
  if (message.first('PV1')) {
    found.require(message, 'PV1-2', 'La classe du patient')
    const patientClass = message.get('PV1-2') ?? ''
    if (volet === '1.1' && patientClass !== 'N') found.error('PV1-2', '103', 'La classe du patient doit être N.')
    if (volet === '2.1' && CLASSES_WITH_STAY.has(patientClass)) {
      found.require(message, 'PV1-19', "L'identifiant de la venue")
    }
  }
  return found.list
}
