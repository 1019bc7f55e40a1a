import type { Permission } from '@anamnese/contracts'
import type { Stored } from '@anamnese/platform-mongo'

/** A program that calls the API for itself (OAuth2 client credentials). `_id` is its client id. */
export interface ApiClient extends Stored {
  name: string
  /** scrypt, with its parameters and salt; the secret itself is never kept */
  secretHash: string
  scopes: Permission[]
  active: boolean
  createdAt: string
  changedAt: string
  lastUsedAt?: string
}

/** An API client as an administrator sees it. */
export interface ApiClientView {
  clientId: string
  name: string
  scopes: Permission[]
  active: boolean
  createdAt: string
  lastUsedAt?: string
}

export function toClientView(client: ApiClient): ApiClientView {
  const { _id: clientId, name, scopes, active, createdAt, lastUsedAt } = client
  return { clientId, name, scopes, active, createdAt, ...(lastUsedAt === undefined ? {} : { lastUsedAt }) }
}
