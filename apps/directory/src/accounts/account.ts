import type { AccountView, Permission, SignInAccount } from '@anamnese/contracts'
import type { Code } from '@anamnese/domain-professional-ids'
import type { Stored } from '@anamnese/platform-mongo'
import { professionLabel } from './professions'

/** Whom an identity provider knows this account as: its technical subject, beside the national identifier. */
export interface IdentityLink {
  issuer: string
  sub: string
  linkedAt: string
}

/** Somebody who works here and may use the record. */
export interface Account extends Stored {
  family: string
  given: string
  prefix?: string
  /** PS_idNat, unique: what Pro Santé Connect is linked by (PSC.02) */
  idNat?: string
  profession: string
  specialty?: Code
  units: string[]
  permissions: Permission[]
  /** names and identifier without accents or capitals, for the search */
  words: string[]
  active: boolean
  links: IdentityLink[]
  /** a sign-in by Pro Santé Connect is a proof that the RPPS exists (SSI/IE.30) */
  lastSignInAt?: string
  createdAt: string
  changedAt: string
}

/** The structure that its people act for. */
export interface Hospital {
  idNat: string
  name: string
}

const optional = <T extends object, K extends keyof T>(from: T, ...keys: K[]): Partial<Pick<T, K>> =>
  Object.fromEntries(keys.filter((key) => from[key] !== undefined).map((key) => [key, from[key]])) as Partial<
    Pick<T, K>
  >

export function toAccountView(account: Account): AccountView {
  return {
    id: account._id,
    family: account.family,
    given: account.given,
    profession: account.profession,
    professionLabel: professionLabel(account.profession),
    units: account.units,
    permissions: account.permissions,
    active: account.active,
    ...optional(account, 'prefix', 'idNat', 'specialty', 'lastSignInAt'),
  }
}

export function toSignInAccount(account: Account, hospital: Hospital): SignInAccount {
  return { ...toAccountView(account), establishment: account.establishment, structure: { ...hospital } }
}
