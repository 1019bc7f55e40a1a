import path from 'node:path'
import express, { type NextFunction, type Request, type RequestHandler, type Response, Router } from 'express'

/** Paths that are never a page of the interface: they answer 404 by themselves. */
const NOT_PAGES = /^\/(api|auth|fhir|oauth|health|dead-letters|openapi\.json)(\/|$)/

/** The built interface: files named by their content are kept for a year by browsers, the page is asked again each time. */
export function webFiles(root: string): RequestHandler {
  const router = Router()
  router.use(
    '/assets',
    express.static(path.join(root, 'assets'), { immutable: true, maxAge: '1y', fallthrough: false }),
  )
  router.use(express.static(root, { index: false, cacheControl: false, setHeaders: revalidate }))
  // Any other address that a person opens is a place of the interface, which reads it.
  router.use((request: Request, response: Response, next: NextFunction) => {
    const reading = request.method === 'GET' || request.method === 'HEAD'
    if (!reading || NOT_PAGES.test(request.path) || request.accepts(['html', 'json']) !== 'html') {
      next()
      return
    }
    revalidate(response)
    response.sendFile(path.join(root, 'index.html'))
  })
  return router
}

function revalidate(response: Response): void {
  response.setHeader('Cache-Control', 'no-cache')
}
