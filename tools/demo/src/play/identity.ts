import type { PatientDetail, QualifyResponse } from '@anamnese/contracts'
import { GatewaySession } from '../client/gateway-session'
import { PEOPLE } from './people'
import { known, type Step } from './context'

/** The identity officer calls INSi and notes the identity document: the identity becomes qualified, the INS is kept. */
export const identity: Step = {
  id: 'identity',
  title: "La cellule d'identitovigilance qualifie l'identité (INSi)",
  async play({ run, patientId }) {
    const id = known(patientId, 'patient')
    const officer = await GatewaySession.signIn(run.gateway, PEOPLE.identityOfficer)
    await officer.post(`/api/patients/${id}/access`)
    const before = await officer.get<PatientDetail>(`/api/patients/${id}`)
    if (before.status === 'QUALIFIEE') return `déjà qualifiée, INS ${before.ins?.nature ?? ''}`
    const answer = await officer.post<QualifyResponse>(`/api/patients/${id}/qualify`, {
      type: 'CN',
      version: before.version,
      acceptDifferences: true,
    })
    const { patient, insi } = answer
    if (patient.status !== 'QUALIFIEE' || !patient.ins) throw new Error(`INSi ${insi.code} : ${insi.message}`)
    return `INSi ${insi.code}, identité qualifiée, INS ${patient.ins.nature}`
  },
}
