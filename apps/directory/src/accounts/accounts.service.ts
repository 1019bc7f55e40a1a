import { Inject, Injectable } from '@nestjs/common'
import { ulid } from 'ulid'
import type { AccountRequest, Actor } from '@anamnese/contracts'
import { rppsOf, passesLuhn } from '@anamnese/domain-professional-ids'
import { conflict, notFound, ProblemError } from '@anamnese/platform-http'
import { AuditTrail, type TrailEntry } from '@anamnese/platform-messaging'
import { type ClientSession, ConcurrentChangeError, isDuplicateKey, Mongo } from '@anamnese/platform-mongo'
import { CONFIG } from '@anamnese/platform-service'
import type { DirectoryConfig } from '../directory.config'
import { wordsOf } from '../words'
import type { Account } from './account'
import { AccountRepository } from './account.repository'
import { permissionsOf } from './professions'

/** Accounts: made and changed by administrators, each change traced (SSI/IAM.91). */
@Injectable()
export class AccountsService {
  constructor(
    @Inject(CONFIG) private readonly config: DirectoryConfig,
    private readonly mongo: Mongo,
    private readonly accounts: AccountRepository,
    private readonly trail: AuditTrail,
  ) {}

  async get(establishment: string, id: string): Promise<Account> {
    const account = await this.accounts.findById(establishment, id)
    if (account === null) throw notFound('ACCOUNT.UNKNOWN', 'Ce compte n’existe pas.')
    return account
  }

  /** @param actor undefined when the first start creates it */
  async create(request: AccountRequest, actor?: Actor): Promise<Account> {
    this.checkIdentifier(request.idNat)
    this.checkGrant(request, actor)
    const now = new Date().toISOString()
    const { permissions, active, ...rest } = request
    const account = {
      ...rest,
      _id: ulid(),
      establishment: actor?.establishment ?? this.config.ESTABLISHMENT,
      permissions: permissions ?? permissionsOf(request.profession),
      active: active ?? true,
      words: wordsOf(request.family, request.given, request.idNat ?? ''),
      links: [],
      createdAt: now,
      changedAt: now,
    }
    return this.write(actor, 'account.create', (session) => this.accounts.insert(account, session))
  }

  async change(id: string, request: Partial<AccountRequest>, actor: Actor): Promise<Account> {
    this.checkIdentifier(request.idNat)
    this.checkGrant(request, actor)
    const account = await this.get(actor.establishment, id)
    const changed: Account = { ...account, ...defined(request), changedAt: new Date().toISOString() }
    changed.words = wordsOf(changed.family, changed.given, changed.idNat ?? '')
    // A link proves one national identifier: with another one it proves nothing any more.
    if (changed.idNat !== account.idNat) changed.links = []
    const what = Object.keys(defined(request)).join(', ')
    return this.write(actor, 'account.change', (session) => this.accounts.save(changed, session), what)
  }

  /** Forgets the subjects of the identity providers, so that the person can be linked again. */
  async unlink(id: string, actor: Actor): Promise<Account> {
    const account = await this.get(actor.establishment, id)
    const changed = { ...account, links: [], changedAt: new Date().toISOString() }
    return this.write(actor, 'account.unlink', (session) => this.accounts.save(changed, session))
  }

  private async write(
    actor: Actor | undefined,
    action: string,
    work: (session: ClientSession) => Promise<Account>,
    detail?: string,
  ): Promise<Account> {
    try {
      return await this.mongo.transaction(async (session) => {
        const account = await work(session)
        const object: TrailEntry['object'] = { kind: 'account', id: account._id }
        await this.trail.record(
          actor,
          { action, object, purpose: 'administration', ...(detail ? { detail } : {}) },
          session,
        )
        return account
      })
    } catch (error) {
      if (isDuplicateKey(error))
        throw conflict('ACCOUNT.DUPLICATE', 'Un autre compte porte déjà cet identifiant national.')
      if (error instanceof ConcurrentChangeError)
        throw conflict(
          'ACCOUNT.CONFLICT',
          'Ce compte vient d’être modifié par quelqu’un d’autre.',
          'Rechargez-le et recommencez.',
        )
      throw error
    }
  }

  private checkIdentifier(idNat: string | undefined): void {
    const rpps = idNat === undefined ? undefined : rppsOf(idNat)
    if (rpps !== undefined && !passesLuhn(rpps))
      throw new ProblemError(422, 'ACCOUNT.RPPS', 'Ce numéro RPPS n’est pas valide.', 'Vérifiez ses onze chiffres.')
  }

  /** Nobody gives the administration of the system who does not have it. */
  private checkGrant(request: Partial<AccountRequest>, actor: Actor | undefined): void {
    if (actor !== undefined && request.permissions?.includes('admin') === true && !actor.permissions.includes('admin'))
      throw new ProblemError(403, 'ACCOUNT.GRANT', 'Seul un administrateur peut donner le droit d’administration.')
  }
}

function defined<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as Partial<T>
}
