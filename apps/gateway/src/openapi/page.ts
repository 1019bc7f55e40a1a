import type { OpenApiDocument, OpenApiOperation } from './merge'

const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

interface Line extends OpenApiOperation {
  method: string
  path: string
}

function shapeOf(part: unknown): string {
  return part === undefined ? '' : `<pre>${escape(JSON.stringify(part, null, 2))}</pre>`
}

function details({ method, path, summary, description, parameters, requestBody, responses }: Line): string {
  const title = summary ?? description ?? ''
  return `<details><summary><code class="method">${method.toUpperCase()}</code> <code>${escape(path)}</code> ${escape(title)}</summary>
${shapeOf(parameters)}${shapeOf(requestBody)}${shapeOf(responses)}</details>`
}

/** The API as one page that people read: no script, no style of its own beyond a file of the gateway (strict CSP). */
export function documentationPage(document: OpenApiDocument): string {
  const lines: Line[] = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ ...operation, method, path })),
  )
  const tags = [...new Set(lines.map((line) => line.tags?.[0] ?? ''))].sort((a, b) => a.localeCompare(b))
  const sections = tags.map((tag) => {
    const content = lines.filter((line) => (line.tags?.[0] ?? '') === tag).map(details)
    return `<section><h2>${escape(tag)}</h2>${content.join('\n')}</section>`
  })
  const schemas = shapeOf(document.components?.schemas)
  return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>API d’Anamnèse</title><link rel="stylesheet" href="/api/docs.css"></head><body><main><h1>API d’Anamnèse</h1>
<p>Description lisible par les programmes : <a href="/api/openapi.json">/api/openapi.json</a>. Les programmes obtiennent un jeton par
<code>POST /oauth/token</code> (OAuth2, <code>client_credentials</code>) et l’envoient dans <code>Authorization: Bearer</code>.</p>
${sections.join('\n')}<section><h2>Formes</h2><details><summary>Toutes les formes</summary>${schemas}</details></section>
</main></body></html>`
}

export const DOCUMENTATION_STYLE = `:root{color-scheme:light dark;font:15px/1.5 system-ui,sans-serif}
body{margin:0}main{max-width:64rem;margin:0 auto;padding:1.5rem}h2{margin:2rem 0 .5rem}
details{border:1px solid #8884;border-radius:6px;margin:.35rem 0;padding:.35rem .75rem}summary{cursor:pointer}
.method{display:inline-block;min-width:4.5rem;font-weight:700}pre{overflow:auto;font-size:13px}
:focus-visible{outline:3px solid #b36b00;outline-offset:2px}`
