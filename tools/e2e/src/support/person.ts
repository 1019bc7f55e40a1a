import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'

/** National identifiers of the demonstration accounts. */
export const ACCOUNTS = {
  physician: '810100000008',
  secretary: '3220000020/SEC0001',
  identityOfficer: '3220000020/CIV0001',
  securityOfficer: '3220000020/RSSI001',
  administrator: '3220000020/ADM0001',
  unknown: '810100000040',
  inactive: '810100000057',
} as const

export type Account = keyof typeof ACCOUNTS

/**
 * Somebody in front of a browser. What they do is counted as the budgets of the interface count it: an action is a click, a key
 * chord, or one field filled. What the page logs against them (a refused script or style, an uncaught error) is kept.
 */
export class Person {
  actions = 0
  readonly complaints: string[] = []

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    readonly gateway: string,
  ) {
    page.on('pageerror', (error) => this.complaints.push(error.message))
    page.on('console', (message) => {
      if (/Content Security Policy|Minified React error/.test(message.text())) this.complaints.push(message.text())
    })
  }

  static async sitDown(browser: Browser, gateway: string, colorScheme: 'light' | 'dark' = 'light'): Promise<Person> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      locale: 'fr-FR',
      timezoneId: 'Europe/Paris',
      colorScheme,
    })
    context.setDefaultTimeout(20_000)
    return new Person(context, await context.newPage(), gateway)
  }

  /** Opens the product and signs in through Pro Santé Connect, as someone does at the start of their work. */
  async signIn(account: Account): Promise<void> {
    const { page } = this
    await page.goto(this.gateway)
    await page.getByRole('link', { name: 'S’identifier avec Pro Santé Connect' }).click()
    await page.locator(`input[name="person"][value="${ACCOUNTS[account]}"]`).check()
    await page.getByRole('button', { name: 'Se connecter' }).click()
  }

  /** Goes to an address without counting: it is where the scenario starts. */
  async startAt(path: string): Promise<void> {
    await this.page.goto(this.gateway + path)
    this.actions = 0
  }

  async click(target: Locator): Promise<void> {
    this.actions += 1
    await target.click()
  }

  async fill(target: Locator, text: string): Promise<void> {
    this.actions += 1
    await target.fill(text)
  }

  async press(keys: string): Promise<void> {
    this.actions += 1
    await this.page.keyboard.press(keys)
  }

  async leave(): Promise<void> {
    await this.context.close()
  }
}
