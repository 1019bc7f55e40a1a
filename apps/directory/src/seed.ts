import fs from 'node:fs/promises'
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common'
import type { AccountRequest } from '@anamnese/contracts'
import type { Log } from '@anamnese/platform-logging'
import { CONFIG, LOG } from '@anamnese/platform-service'
import { AccountRepository } from './accounts/account.repository'
import { AccountsService } from './accounts/accounts.service'
import { ClientRepository } from './clients/client.repository'
import { ClientsService, type NewClient } from './clients/clients.service'
import type { DirectoryConfig } from './directory.config'

interface SeedFile {
  accounts?: AccountRequest[]
  clients?: (NewClient & { clientSecret: string })[]
}

/** The first accounts and API clients, from a file: without them nobody could sign in to create others. Nothing is overwritten. */
@Injectable()
export class Seed implements OnApplicationBootstrap {
  constructor(
    @Inject(CONFIG) private readonly config: DirectoryConfig,
    @Inject(LOG) private readonly log: Log,
    private readonly accounts: AccountRepository,
    private readonly accountsService: AccountsService,
    private readonly clients: ClientRepository,
    private readonly clientsService: ClientsService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const file = this.config.DIRECTORY_SEED_FILE
    if (file === undefined) return
    const seed = JSON.parse(await fs.readFile(file, 'utf8')) as SeedFile
    for (const account of seed.accounts ?? []) await this.account(account)
    for (const client of seed.clients ?? []) await this.client(client)
  }

  private async account(request: AccountRequest): Promise<void> {
    if (request.idNat === undefined) return
    if ((await this.accounts.findByIdNat(this.config.ESTABLISHMENT, request.idNat)) !== null) return
    await this.accountsService.create(request)
    this.log.info({ idNat: request.idNat }, 'compte créé au premier démarrage')
  }

  private async client({ clientSecret, ...request }: NewClient & { clientSecret: string }): Promise<void> {
    if ((await this.clients.findById(this.config.ESTABLISHMENT, request.clientId)) !== null) return
    await this.clientsService.create(request, clientSecret)
    this.log.info({ clientId: request.clientId }, 'client de l’API créé au premier démarrage')
  }
}
