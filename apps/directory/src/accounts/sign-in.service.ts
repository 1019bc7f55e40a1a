import { Inject, Injectable } from '@nestjs/common'
import type { SignInAccount } from '@anamnese/contracts'
import { conflict, notFound } from '@anamnese/platform-http'
import { AuditTrail } from '@anamnese/platform-messaging'
import { ConcurrentChangeError, isDuplicateKey, Mongo } from '@anamnese/platform-mongo'
import { CONFIG } from '@anamnese/platform-service'
import type { DirectoryConfig } from '../directory.config'
import { type Account, toSignInAccount } from './account'
import { AccountRepository } from './account.repository'

const MAX_TRIES = 3

/** Finds the account of somebody whom an identity provider authenticated. Never by name, never by address. */
@Injectable()
export class SignInService {
  constructor(
    @Inject(CONFIG) private readonly config: DirectoryConfig,
    private readonly mongo: Mongo,
    private readonly accounts: AccountRepository,
    private readonly trail: AuditTrail,
  ) {}

  /**
   * @param identity the provider and its subject, at a sign-in; without it the account is only read
   * @throws ProblemError 404 `ACCOUNT.UNKNOWN`; 409 `ACCOUNT.LINKED_OTHERWISE` when the provider knew another person by this identifier
   */
  async find(idNat: string, identity?: { issuer: string; sub: string }): Promise<SignInAccount> {
    for (let tries = 1; ; tries += 1) {
      const account = await this.accounts.findByIdNat(this.config.ESTABLISHMENT, idNat)
      if (account === null) throw notFound('ACCOUNT.UNKNOWN', 'Aucun compte ne porte cet identifiant national.')
      // An inactive account is not touched: the gateway refuses, and nothing says that the person came in.
      if (identity === undefined || !account.active) return this.view(account)
      try {
        return this.view(await this.signedIn(account, identity))
      } catch (error) {
        if (isDuplicateKey(error)) throw linkedOtherwise()
        // Two sign-ins of one person at the same moment: the second one reads again.
        if (!(error instanceof ConcurrentChangeError) || tries >= MAX_TRIES) throw error
      }
    }
  }

  private async signedIn(account: Account, { issuer, sub }: { issuer: string; sub: string }): Promise<Account> {
    const link = account.links.find((known) => known.issuer === issuer)
    if (link !== undefined && link.sub !== sub) throw linkedOtherwise()
    const now = new Date().toISOString()
    const links = link === undefined ? [...account.links, { issuer, sub, linkedAt: now }] : account.links
    return this.mongo.transaction(async (session) => {
      const saved = await this.accounts.save({ ...account, links, lastSignInAt: now }, session)
      if (link === undefined) {
        const entry = { action: 'account.link', object: { kind: 'account', id: account._id }, partner: issuer }
        await this.trail.record(undefined, entry, session)
      }
      return saved
    })
  }

  private view(account: Account): SignInAccount {
    return toSignInAccount(account, { idNat: this.config.STRUCTURE_ID_NAT, name: this.config.STRUCTURE_NAME })
  }
}

const linkedOtherwise = (): Error =>
  conflict(
    'ACCOUNT.LINKED_OTHERWISE',
    'Cet identifiant national est déjà rattaché à une autre identité de Pro Santé Connect.',
    'Un administrateur doit vérifier puis défaire le rattachement.',
  )
