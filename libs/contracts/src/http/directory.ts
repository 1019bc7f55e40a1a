import type { Code } from '@anamnese/domain-professional-ids'
import type { Permission } from './session'

/** GET /api/correspondents?q=&page=&size= — known correspondents first, then the Annuaire Santé. */
export interface CorrespondentView {
  idNat: string
  family: string
  given: string
  prefix?: string
  specialty?: Code
  mailboxes: { address: string; type: 'PER' | 'ORG' | 'APP' | 'CAB' }[]
}

/** GET /api/directory/accounts?q=&page=&size= ; POST /api/directory/accounts ; PATCH /api/directory/accounts/:id */
export interface AccountView {
  id: string
  family: string
  given: string
  prefix?: string
  idNat?: string
  profession: string
  professionLabel: string
  specialty?: Code
  units: string[]
  permissions: Permission[]
  active: boolean
  lastSignInAt?: string
}
export interface AccountRequest {
  family: string
  given: string
  prefix?: string
  idNat?: string
  profession: string
  specialty?: Code
  units: string[]
  permissions?: Permission[]
  active?: boolean
}

/** GET /internal/accounts/by-id-nat/:idNat?sub=&issuer= — asked by the gateway at sign-in; 404 when nobody has this identifier. */
export interface SignInAccount extends AccountView {
  establishment: string
  structure: { idNat: string; name: string }
}

/** POST /internal/clients/authenticate {clientId, clientSecret} — asked by the gateway for client credentials. */
export interface ClientAccount {
  clientId: string
  name: string
  scopes: Permission[]
  establishment: string
  structure: { idNat: string; name: string }
}
