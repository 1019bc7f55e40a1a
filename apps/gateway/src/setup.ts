import path from 'node:path'
import type { NestExpressApplication } from '@nestjs/platform-express'
import { urlencoded } from 'express'
import { FhirProxy } from './fhir/fhir-proxy'
import type { GatewayConfig } from './gateway.config'
import { OwnOpenApi } from './openapi/own-openapi'
import { ApiProxy } from './proxy/api-proxy'
import { CallLimit } from './proxy/call-limit'
import { Identify } from './sessions/identify.middleware'
import { permissionsPolicy, securityHeaders } from './web/security-headers'
import { webFiles } from './web/web-files'

/** Forms that programs post to us are a few lines. */
const FORM_LIMIT = '32kb'

/** What every request goes through, in this order: headers, who calls, how often, then the API, the gateway's own routes, the files. */
export function setup(app: NestExpressApplication, config: GatewayConfig): void {
  app.set('trust proxy', config.TRUST_PROXY)
  app.set('query parser', 'simple')
  app.use(securityHeaders(config.PUBLIC_URL), permissionsPolicy)
  app.use(['/api', '/auth', '/fhir'], app.get(Identify).handle)
  app.use('/api', app.get(CallLimit).handle, app.get(ApiProxy).handle)
  app.use('/fhir', app.get(CallLimit).handle, app.get(FhirProxy).handle, app.get(FhirProxy).fail)
  app.use(['/auth/psc/backchannel-logout', '/oauth/token'], urlencoded({ extended: false, limit: FORM_LIMIT }))
  if (config.WEB_ROOT !== undefined) app.use(webFiles(path.resolve(config.WEB_ROOT)))
  app.get(OwnOpenApi).use(app)
}
