import 'reflect-metadata'
import { Module, type Type } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import type { NestExpressApplication } from '@nestjs/platform-express'
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger'
import type { Response } from 'express'
import type { ServiceName } from '@anamnese/contracts'
import { type Environment, loadConfig, type ServiceConfig } from '@anamnese/platform-config'
import { correlationMiddleware } from '@anamnese/platform-http'
import { createLogger, NestLogger } from '@anamnese/platform-logging'
import { Mongo } from '@anamnese/platform-mongo'
import { startTelemetry } from '@anamnese/platform-telemetry'
import { EventRuntime } from './event-runtime'
import { ServiceModule } from './service.module'

export interface ServiceDefinition<C extends ServiceConfig> {
  name: ServiceName
  config: new () => C
  /** the service's module; it gets `CONFIG` and the rest of the platform by injection */
  module: Type
  /** what is set up between the creation of the application and its listening (the gateway's sessions…) */
  setup?: (app: NestExpressApplication, config: C) => void | Promise<void>
  /** largest JSON request body; 1 MB when absent */
  bodyLimit?: string
}

export interface RunningService {
  app: NestExpressApplication
  /** where it listens */
  url: string
  close: () => Promise<void>
}

/** Starts a service: configuration first, then its database, its consumers, its HTTP port. Stops it on SIGTERM and SIGINT. */
export async function startService<C extends ServiceConfig>(
  definition: ServiceDefinition<C>,
  environment: Environment = process.env,
): Promise<RunningService> {
  const { name } = definition
  const config = loadConfig(definition.config, environment)
  const log = createLogger(name, config.LOG_LEVEL)
  const stopTelemetry = await startTelemetry(name, config.OTEL_EXPORTER_OTLP_ENDPOINT)
  const mongo = await Mongo.connect({ uri: config.MONGODB_URI, database: config.MONGODB_DATABASE ?? name })

  @Module({ imports: [ServiceModule.forRoot({ name, config, log, mongo }), definition.module] })
  class Root {}

  const app = await NestFactory.create<NestExpressApplication>(Root, {
    logger: new NestLogger(log),
    bodyParser: false,
    forceCloseConnections: true,
  })
  app.disable('x-powered-by')
  app.use(correlationMiddleware)
  // Before any body is read: what a service sets up may have to pass bodies on as they come.
  await definition.setup?.(app, config)
  app.useBodyParser('json', { limit: definition.bodyLimit ?? '1mb', type: ['application/json', 'application/*+json'] })
  const events = app.get(EventRuntime)
  app.connectMicroservice({ strategy: events.server }, { inheritAppConfig: false })
  describeApi(app, name)
  await mongo.prepare()
  await app.startAllMicroservices()
  events.startRelay()
  await app.listen(config.HTTP_PORT, config.HTTP_HOST)
  const url = await app.getUrl()
  log.info({ url }, 'service prêt à répondre')

  const close = once(async () => {
    // Consumers and listeners end first (app.close drains them), then the relay takes what they wrote, the database goes last.
    await events.server.close()
    await events.stopRelay()
    await app.close()
    await stopTelemetry()
  })
  return { app, url, close }
}

/** The ten lines of a service's main: starts, stops on signals, ends with a clear message when it cannot start. */
export async function runService<C extends ServiceConfig>(definition: ServiceDefinition<C>): Promise<void> {
  try {
    const service = await startService(definition)
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        void service.close().finally(() => process.exit(0))
      })
    }
  } catch (error) {
    process.stderr.write(
      `${definition.name} ne démarre pas. ${error instanceof Error ? error.message : String(error)}\n`,
    )
    process.exit(1)
  }
}

function describeApi(app: NestExpressApplication, name: ServiceName): void {
  const description = new DocumentBuilder().setTitle(`Anamnèse – ${name}`).setVersion('1').addBearerAuth().build()
  let document: ReturnType<typeof SwaggerModule.createDocument> | undefined
  app.getHttpAdapter().get('/openapi.json', (_request, response) => {
    document ??= SwaggerModule.createDocument(app, description)
    ;(response as unknown as Response).json(document)
  })
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  return () => (running ??= work())
}
