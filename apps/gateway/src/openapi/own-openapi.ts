import { Injectable } from '@nestjs/common'
import type { INestApplication } from '@nestjs/common'
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger'
import type { OpenApiDocument } from './merge'

/** The gateway's own routes, described when first asked: the application has to be whole. */
@Injectable()
export class OwnOpenApi {
  private application: INestApplication | undefined
  private described: OpenApiDocument | undefined

  use(application: INestApplication): void {
    this.application = application
  }

  document(): OpenApiDocument {
    if (this.described === undefined) {
      if (this.application === undefined) throw new Error('the application is not set up')
      const base = new DocumentBuilder().setTitle('Anamnèse – gateway').setVersion('1').build()
      this.described = SwaggerModule.createDocument(this.application, base) as unknown as OpenApiDocument
    }
    return this.described
  }
}
