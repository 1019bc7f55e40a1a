import helmet from 'helmet'
import type { NextFunction, Request, RequestHandler, Response } from 'express'

const SELF = "'self'"

/**
 * The headers of every answer. Nothing is loaded from elsewhere and no inline script or style runs; documents are shown in frames of
 * our own pages only. `upgrade-insecure-requests` and HSTS make sense only behind HTTPS.
 */
export function securityHeaders(publicUrl: string): RequestHandler {
  const secure = publicUrl.startsWith('https:')
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: [SELF],
        styleSrc: [SELF],
        imgSrc: [SELF, 'data:', 'blob:'],
        fontSrc: [SELF],
        connectSrc: [SELF],
        frameSrc: [SELF, 'blob:'],
        objectSrc: ["'none'"],
        manifestSrc: [SELF],
        workerSrc: [SELF],
        baseUri: ["'none'"],
        formAction: [SELF],
        frameAncestors: [SELF],
        ...(secure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    frameguard: { action: 'sameorigin' },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: secure ? { maxAge: 63_072_000, includeSubDomains: true } : false,
    crossOriginEmbedderPolicy: false,
  })
}

/** What no page of a hospital record needs. */
export function permissionsPolicy(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()')
  next()
}
