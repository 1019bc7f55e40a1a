import { createHash } from 'node:crypto'
import type { PscPerson } from './people'

const style = `
body{font:16px/1.5 system-ui,sans-serif;margin:0;background:#f2f4f8;color:#1b1b35}
main{max-width:40rem;margin:2rem auto;padding:1.5rem 2rem;background:#fff;border:1px solid #c9cfdb;border-radius:8px}
h1{font-size:1.4rem}fieldset{border:1px solid #c9cfdb;border-radius:6px;margin:0 0 1.25rem;padding:.5rem 1rem 1rem}
legend{font-weight:600;padding:0 .4rem}label{display:block;padding:.35rem 0}small{color:#4a4f63}
button{font:inherit;padding:.6rem 1.2rem;border-radius:6px;border:2px solid #0b3d91;cursor:pointer}
button[name=choice][value=accept]{background:#0b3d91;color:#fff}button[value=cancel]{background:#fff;color:#0b3d91}
:focus-visible{outline:3px solid #b36b00;outline-offset:2px}.note{background:#fff4d6;padding:.5rem .8rem;border-radius:6px}`

/** The page runs no script and loads nothing; its style is allowed by its hash. */
export const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; frame-ancestors 'none'`

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** A whole page in French around some content. */
export function page(title: string, content: string): string {
  return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title><style>${style}</style></head><body><main><h1>${escapeHtml(title)}</h1>
<p class="note">Simulateur de démonstration : aucun lien avec le service national, personnes inventées.</p>
${content}</main></body></html>`
}

/** The choice of a person and of a means of authentication, as plain form fields `person`, `means` and `choice`. */
export function loginPage(people: readonly PscPerson[], error?: string): string {
  const choices = people
    .map(
      (person, index) =>
        `<label><input type="radio" name="person" value="${escapeHtml(person.idNat)}" required${
          index === 0 ? ' checked' : ''
        }> ${escapeHtml(`${person.given} ${person.family}`)}<br><small>${escapeHtml(person.label)} — ${escapeHtml(
          person.idNat,
        )}</small></label>`,
    )
    .join('\n')
  const message = error ? `<p role="alert"><strong>${escapeHtml(error)}</strong></p>` : ''
  return page(
    'Pro Santé Connect — identification',
    `${message}<form method="post"><fieldset><legend>Moyen d’identification</legend>
<label><input type="radio" name="means" value="e-CPS" checked> Application mobile e-CPS</label>
<label><input type="radio" name="means" value="CPS"> Carte CPS ou CPE</label></fieldset>
<fieldset><legend>Qui êtes-vous ?</legend>${choices}</fieldset>
<button name="choice" value="accept">Se connecter</button> <button name="choice" value="cancel" formnovalidate>Annuler</button></form>`,
  )
}
