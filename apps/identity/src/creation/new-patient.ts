import type { IdentitySourceView, LocalIdentifier } from '@anamnese/contracts'
import { known } from '../editing/trait-rules'
import { newId } from '../new-id'
import { ippKey } from '../patients/ipp'
import type { Patient } from '../patients/patient'
import { settle, type Unsettled } from '../patients/settle'
import type { CreatePatientDto } from './creation.requests'

export interface Creation {
  establishment: string
  author: string
  at: string
  ipp: LocalIdentifier
  traits: Patient['traits']
  proof?: NonNullable<IdentitySourceView['proof']>
}

const WORDS = {
  MANUAL: 'Identité créée par saisie.',
  DATAMATRIX: 'Identité créée après lecture d’un datamatrix INS.',
  VITALE: 'Identité créée après lecture d’une carte Vitale.',
} as const

/** A record as a person creates it: provisional, or validated when a high-confidence document was checked. */
export function newPatient(request: CreatePatientDto, creation: Creation): Patient {
  const { establishment, author, at, ipp, traits, proof } = creation
  const mode = request.source ?? 'MANUAL'
  const base: Unsettled = {
    _id: newId(),
    establishment,
    version: 1,
    attributes: request.attributes ?? [],
    ...(request.attributes === undefined ? {} : { ownAttributes: request.attributes }),
    traits,
    ...(request.birth === undefined ? {} : { birth: known(request.birth) }),
    ...(request.address === undefined ? {} : { address: known(request.address) }),
    telecoms: (request.telecoms ?? []).map(known),
    ipps: [ipp],
    ippKeys: [ippKey(ipp)],
    sources: [{ id: newId(), mode, traits, ...(proof ? { proof } : {}), author, at, active: true }],
    history: [{ at, author, what: WORDS[mode], kind: 'creation' }],
    insHistory: [],
    createdAt: at,
    changedAt: at,
  }
  return settle(base, undefined, { at, author })
}
