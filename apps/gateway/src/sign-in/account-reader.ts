import { Injectable } from '@nestjs/common'
import type { SignInAccount } from '@anamnese/contracts'
import { ServiceClient, ServiceProblem } from '../services/service-client'

/** Reads accounts in the directory. */
@Injectable()
export class AccountReader {
  constructor(private readonly services: ServiceClient) {}

  /** The account as it is now; `unavailable` when the directory does not answer, which is no reason to stop anybody's work. */
  async read(idNat: string): Promise<SignInAccount | 'unknown' | 'unavailable'> {
    try {
      return await this.services.get<SignInAccount>(
        'directory',
        `/internal/accounts/by-id-nat/${encodeURIComponent(idNat)}`,
      )
    } catch (error) {
      if (!(error instanceof ServiceProblem)) throw error
      return error.status === 404 ? 'unknown' : 'unavailable'
    }
  }

  /**
   * The account of somebody who just proved who they are.
   * @throws ServiceProblem 404 unknown, 409 linked otherwise, 503 directory unreachable
   */
  async signIn(idNat: string, identity: { issuer: string; sub: string }): Promise<SignInAccount> {
    const query = new URLSearchParams({ issuer: identity.issuer, sub: identity.sub })
    const path = `/internal/accounts/by-id-nat/${encodeURIComponent(idNat)}?${query.toString()}`
    return this.services.get<SignInAccount>('directory', path)
  }
}
