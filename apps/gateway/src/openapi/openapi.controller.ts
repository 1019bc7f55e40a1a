import { Controller, Get, Header } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import { Public } from '@anamnese/platform-security'
import type { OpenApiDocument } from './merge'
import { OpenApiService } from './openapi.service'
import { OwnOpenApi } from './own-openapi'
import { documentationPage, DOCUMENTATION_STYLE } from './page'

/** The description of the API says nothing of any patient: whoever integrates reads it without an account. */
@ApiExcludeController()
@Public()
@Controller('api')
export class OpenApiController {
  constructor(
    private readonly openApi: OpenApiService,
    private readonly own: OwnOpenApi,
  ) {}

  @Get('openapi.json')
  @Header('Cache-Control', 'public, max-age=60')
  async document(): Promise<OpenApiDocument> {
    return this.openApi.document(this.own.document())
  }

  @Get('docs')
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Cache-Control', 'public, max-age=60')
  async page(): Promise<string> {
    return documentationPage(await this.openApi.document(this.own.document()))
  }

  @Get('docs.css')
  @Header('Content-Type', 'text/css; charset=utf-8')
  @Header('Cache-Control', 'public, max-age=3600')
  style(): string {
    return DOCUMENTATION_STYLE
  }
}
