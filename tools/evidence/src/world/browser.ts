import fs from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** A person before the interface, in Chromium. */
export class Screens {
  private browser: Promise<Browser> | undefined

  constructor(private readonly gateway: string) {}

  /** A browser of its own, at the address. */
  async visitor(address = '/'): Promise<Page> {
    const executablePath = process.env['CHROMIUM_BINARY'] ?? PLACES.find((place) => fs.existsSync(place))
    if (executablePath === undefined) throw new Error('Chromium est absent : installer le paquet chromium.')
    this.browser ??= chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] })
    const context = await (
      await this.browser
    ).newContext({
      locale: 'fr-FR',
      timezoneId: 'Europe/Paris',
      viewport: { width: 1360, height: 900 },
    })
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    await page.goto(this.gateway + address)
    return page
  }

  /** The same, signed in by the page of Pro Santé Connect. */
  async person(idNat: string): Promise<Page> {
    const page = await this.visitor('/auth/login')
    await this.identify(page, idNat)
    return page
  }

  /** Fills the page of Pro Santé Connect. */
  async identify(page: Page, idNat: string): Promise<void> {
    await page.check(`input[name="person"][value="${idNat}"]`)
    await page.click('button[value="accept"]')
    await page.waitForURL(`${this.gateway}/**`)
    await page.waitForLoadState('networkidle')
  }

  /** Opens an address of the interface and waits for what it shows. */
  async open(page: Page, address: string): Promise<void> {
    await page.goto(this.gateway + address)
    await page.waitForLoadState('load')
  }

  async close(): Promise<void> {
    await (await this.browser)?.close()
  }
}
