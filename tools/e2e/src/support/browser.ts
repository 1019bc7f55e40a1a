import fs from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The Chromium of the machine, or that of CHROMIUM_BINARY; nothing is downloaded. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_BINARY'] ?? PLACES.find((place) => fs.existsSync(place))
  if (executablePath === undefined) {
    throw new Error(
      'les tests de navigateur demandent Chromium : installez-le, ou donnez son chemin dans CHROMIUM_BINARY',
    )
  }
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-dev-shm-usage',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--lang=fr-FR',
    ],
  })
}
