import { Inject, Injectable } from '@nestjs/common'
import type { Actor, ClientAccount, Permission } from '@anamnese/contracts'
import { conflict, notFound, ProblemError } from '@anamnese/platform-http'
import { AuditTrail } from '@anamnese/platform-messaging'
import { type ClientSession, isDuplicateKey, Mongo } from '@anamnese/platform-mongo'
import { CONFIG } from '@anamnese/platform-service'
import type { DirectoryConfig } from '../directory.config'
import type { ApiClient } from './client'
import { ClientRepository } from './client.repository'
import { hashSecret, newSecret, verifySecret } from './secret-hash'

export interface NewClient {
  clientId: string
  name: string
  scopes: Permission[]
}

/** API clients and their secrets. */
@Injectable()
export class ClientsService {
  /** compared when the client does not exist, so that its absence cannot be told by the time of the answer */
  private readonly nobody = hashSecret(newSecret())

  constructor(
    @Inject(CONFIG) private readonly config: DirectoryConfig,
    private readonly mongo: Mongo,
    private readonly clients: ClientRepository,
    private readonly trail: AuditTrail,
  ) {}

  /** @returns the secret, which is not shown again */
  async create(
    request: NewClient,
    secret = newSecret(),
    actor?: Actor,
  ): Promise<{ client: ApiClient; secret: string }> {
    const now = new Date().toISOString()
    const secretHash = await hashSecret(secret)
    const client = {
      _id: request.clientId,
      establishment: actor?.establishment ?? this.config.ESTABLISHMENT,
      name: request.name,
      scopes: request.scopes,
      secretHash,
      active: true,
      createdAt: now,
      changedAt: now,
    }
    try {
      const stored = await this.write(actor, 'client.create', (session) => this.clients.insert(client, session))
      return { client: stored, secret }
    } catch (error) {
      if (isDuplicateKey(error)) throw conflict('CLIENT.DUPLICATE', 'Un autre client porte déjà cet identifiant.')
      throw error
    }
  }

  async change(
    clientId: string,
    change: { active?: boolean; scopes?: Permission[] },
    actor: Actor,
  ): Promise<ApiClient> {
    const client = await this.get(actor.establishment, clientId)
    const { active = client.active, scopes = client.scopes } = change
    const changed = { ...client, active, scopes, changedAt: new Date().toISOString() }
    return this.write(actor, 'client.change', (session) => this.clients.save(changed, session))
  }

  /** A new secret; the former one stops working at once. */
  async renewSecret(clientId: string, actor: Actor): Promise<{ client: ApiClient; secret: string }> {
    const client = await this.get(actor.establishment, clientId)
    const secret = newSecret()
    const changed = { ...client, secretHash: await hashSecret(secret), changedAt: new Date().toISOString() }
    return {
      client: await this.write(actor, 'client.secret', (session) => this.clients.save(changed, session)),
      secret,
    }
  }

  /** @throws ProblemError 401 `CLIENT.REFUSED`, the same for an unknown client, a wrong secret and an inactive client */
  async authenticate(clientId: string, clientSecret: string): Promise<ClientAccount> {
    const { ESTABLISHMENT: establishment, STRUCTURE_ID_NAT: idNat, STRUCTURE_NAME: structureName } = this.config
    const client = await this.clients.findById(establishment, clientId)
    const right = await verifySecret(clientSecret, client?.secretHash ?? (await this.nobody))
    if (client?.active !== true || !right)
      throw new ProblemError(401, 'CLIENT.REFUSED', 'L’identifiant ou le secret du client n’est pas reconnu.')
    await this.clients.used(establishment, clientId, new Date().toISOString())
    return {
      clientId,
      name: client.name,
      scopes: client.scopes,
      establishment,
      structure: { idNat, name: structureName },
    }
  }

  private async get(establishment: string, clientId: string): Promise<ApiClient> {
    const client = await this.clients.findById(establishment, clientId)
    if (client === null) throw notFound('CLIENT.UNKNOWN', 'Ce client n’existe pas.')
    return client
  }

  private async write(
    actor: Actor | undefined,
    action: string,
    work: (session: ClientSession) => Promise<ApiClient>,
  ): Promise<ApiClient> {
    return this.mongo.transaction(async (session) => {
      const client = await work(session)
      await this.trail.record(
        actor,
        { action, object: { kind: 'client', id: client._id }, purpose: 'administration' },
        session,
      )
      return client
    })
  }
}
