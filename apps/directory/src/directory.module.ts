import { Module } from '@nestjs/common'
import { AccountRepository } from './accounts/account.repository'
import { AccountsController } from './accounts/accounts.controller'
import { AccountsService } from './accounts/accounts.service'
import { SignInController } from './accounts/sign-in.controller'
import { SignInService } from './accounts/sign-in.service'
import { AuthenticateController } from './clients/authenticate.controller'
import { ClientRepository } from './clients/client.repository'
import { ClientsController } from './clients/clients.controller'
import { ClientsService } from './clients/clients.service'
import { annuaireProvider } from './correspondents/annuaire.provider'
import { CorrespondentEventsController } from './correspondents/correspondent-events.controller'
import { CorrespondentRepository } from './correspondents/correspondent.repository'
import { CorrespondentsController } from './correspondents/correspondents.controller'
import { CorrespondentsService } from './correspondents/correspondents.service'
import { LookUpWorker } from './correspondents/look-up.worker'
import { Seed } from './seed'

@Module({
  controllers: [
    AccountsController,
    SignInController,
    ClientsController,
    AuthenticateController,
    CorrespondentsController,
    CorrespondentEventsController,
  ],
  providers: [
    AccountRepository,
    AccountsService,
    SignInService,
    ClientRepository,
    ClientsService,
    annuaireProvider,
    CorrespondentRepository,
    CorrespondentsService,
    LookUpWorker,
    Seed,
  ],
})
export class DirectoryModule {}
