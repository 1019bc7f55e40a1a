import type { InsDoubt } from '@anamnese/contracts'
import { newId } from '../new-id'
import { insKeyOf, type PastIns, type Patient } from '../patients/patient'
import { settle } from '../patients/settle'
import { ended } from '../patients/sources'
import type { InsiCall } from './insi-call'

/** What a person, or INSi, does to the INS of a record: pure changes, to be saved with their event and trace. */
interface Act {
  author: string
  at: string
  reason: string
}

/** The past INS that INSi returned join those of the record. It gives no dates in practice: the day they were learnt stands for them. */
export function withPastIns(patient: Patient, call: InsiCall): Patient {
  const known = new Set(patient.insHistory.map((past) => insKeyOf(past.ins)))
  const learnt = (call.identity?.history ?? [])
    .filter((past) => !known.has(insKeyOf(past)))
    .map((past): PastIns => ({
      ins: { matricule: past.matricule, oid: past.oid },
      from: past.from ?? call.at,
      until: past.to ?? call.at,
      reason: 'Ancienne INS renvoyée par INSi.',
    }))
  return learnt.length === 0 ? patient : { ...patient, insHistory: [...learnt, ...patient.insHistory] }
}

/** The national base gave or confirmed the INS: no doubt is left. */
export function verified(patient: Patient, at: string): Patient {
  const { insDoubt: _doubt, ...rest } = patient
  return { ...rest, insVerifiedAt: at }
}

/** A contrary fact: the INS stays until a person decides. */
export function doubted(patient: Patient, doubt: InsDoubt, author: string): Patient {
  const what = `Doute sur l’INS : ${doubt.reason}`
  return { ...patient, insDoubt: doubt, history: [...patient.history, { at: doubt.at, author, what }] }
}

/** A person keeps the INS whatever raised the doubt. */
export function doubtLifted(patient: Patient, { at, author, reason }: Act): Patient {
  const { insDoubt: _doubt, ...rest } = patient
  const what = 'Doute sur l’INS levé : l’INS est gardée.'
  return { ...rest, history: [...patient.history, { at, author, what, reason }] }
}

/** The INS is withdrawn: what INSi established, here or at a sender's, no longer counts; a document that was checked still does. */
export function withoutIns(patient: Patient, act: Act): Patient {
  const sources = patient.sources.flatMap((source) => {
    if (!source.active || !source.ins) return [source]
    const stopped = ended(source, act, `INS retirée : ${act.reason}`)
    if (!source.proof) return [stopped]
    // The proof that came with the INS (an identity validated by its sender) is not in doubt.
    const { ins: _ins, ...proven } = source
    return [stopped, { ...proven, id: newId(), at: act.at, author: act.author }]
  })
  const { insDoubt: _doubt, insVerifiedAt: _verified, ...rest } = patient
  return settle({ ...rest, sources }, patient, act)
}
