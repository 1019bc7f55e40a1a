import { type DynamicModule, Global, Module, type Provider } from '@nestjs/common'
import { APP_FILTER, APP_GUARD, APP_PIPE, Reflector } from '@nestjs/core'
import type { ServiceName } from '@anamnese/contracts'
import { GridFsBlobStore } from '@anamnese/platform-blobs'
import type { ServiceConfig } from '@anamnese/platform-config'
import { HealthRegistry } from '@anamnese/platform-health'
import { HealthController, ProblemFilter, validationPipe } from '@anamnese/platform-http'
import type { Log } from '@anamnese/platform-logging'
import { AuditTrail, DeadLetters, Outbox } from '@anamnese/platform-messaging'
import { Mongo } from '@anamnese/platform-mongo'
import { InternalTokenGuard, InternalTokenVerifier } from '@anamnese/platform-security'
import { DeadLettersController } from './dead-letters.controller'
import { EventRuntime } from './event-runtime'
import { BLOBS, CONFIG, LOG } from './tokens'

export interface ServiceContext {
  name: ServiceName
  config: ServiceConfig
  log: Log
  mongo: Mongo
}

/** What every service has, made once: configuration, logger, database, outbox, blobs, health, guard, filter, validation. */
@Global()
@Module({})
export class ServiceModule {
  static forRoot({ name, config, log, mongo }: ServiceContext): DynamicModule {
    const health = new HealthRegistry()
    const outbox = new Outbox(mongo, name)
    const shared: Provider[] = [
      { provide: CONFIG, useValue: config },
      { provide: LOG, useValue: log },
      { provide: Mongo, useValue: mongo },
      { provide: HealthRegistry, useValue: health },
      { provide: Outbox, useValue: outbox },
      { provide: DeadLetters, useValue: new DeadLetters(mongo, outbox) },
      { provide: AuditTrail, useValue: new AuditTrail(mongo, outbox, config.ESTABLISHMENT) },
      { provide: BLOBS, useFactory: () => blobs(config, mongo) },
      { provide: EventRuntime, useValue: new EventRuntime(name, config, log, mongo, outbox, health) },
    ]
    return {
      module: ServiceModule,
      controllers: [HealthController, DeadLettersController],
      providers: [
        ...shared,
        {
          provide: APP_GUARD,
          useFactory: (reflector: Reflector) =>
            new InternalTokenGuard(reflector, new InternalTokenVerifier(config.INTERNAL_TOKEN_PUBLIC_KEY)),
          inject: [Reflector],
        },
        { provide: APP_FILTER, useValue: new ProblemFilter(log) },
        { provide: APP_PIPE, useFactory: validationPipe },
      ],
      exports: shared.map((provider) => (provider as { provide: symbol }).provide),
    }
  }
}

function blobs(config: ServiceConfig, mongo: Mongo): GridFsBlobStore | null {
  return config.BLOB_MASTER_KEY === undefined
    ? null
    : new GridFsBlobStore(mongo, config.BLOB_DATABASE, config.BLOB_MASTER_KEY)
}
