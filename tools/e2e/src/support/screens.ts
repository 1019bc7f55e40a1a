import type { Locator, Page } from 'playwright-core'

/** The parts of the interface that scenarios touch, found as people find them: by role and name. */
export const screens = {
  place: (page: Page, name: string): Locator =>
    page.getByRole('navigation', { name: 'Lieux' }).getByRole('link', { name: new RegExp(`^${name}`) }),
  tab: (page: Page, name: string): Locator =>
    page.getByRole('navigation', { name: 'Parties du dossier' }).getByRole('link', { name }),
  banner: (page: Page): Locator => page.getByRole('region', { name: 'Identité du patient' }),
  /** the row of a list whose text says this */
  row: (page: Page, text: string): Locator => page.getByRole('row').filter({ hasText: text }),
  dialog: (page: Page): Locator => page.getByRole('dialog'),
  searchField: (page: Page): Locator => page.getByRole('textbox', { name: 'Rechercher un patient' }),
}

/** Waits until the text of a part of the page matches; says what it was when it never does. */
export async function shows(part: Locator, text: RegExp, timeoutMs = 30_000): Promise<void> {
  await part.waitFor({ timeout: timeoutMs })
  const deadline = Date.now() + timeoutMs
  for (;;) {
    const now = await part.innerText()
    if (text.test(now)) return
    if (Date.now() > deadline) throw new Error(`« ${String(text)} » attendu, la page montre :\n${now}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
