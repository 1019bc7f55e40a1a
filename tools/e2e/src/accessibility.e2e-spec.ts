import type { Browser, Page } from 'playwright-core'
import { type Admitted, admit } from './support/admission'
import { axeFindings } from './support/axe'
import { openBrowser } from './support/browser'
import { startLetter } from './support/letter'
import { type Account, Person } from './support/person'
import { readRun } from './support/run'
import { screens } from './support/screens'

jest.setTimeout(180_000)

const run = readRun()
let browser: Browser
let patient: Admitted

beforeAll(async () => {
  browser = await openBrowser()
  patient = await admit(run, { qualified: true })
})

afterAll(async () => {
  await browser.close()
})

interface Screen {
  name: string
  path: string
  /** the title that shows that the screen is there */
  heading: RegExp
  then?: (page: Page) => Promise<void>
}

const PUBLIC: Screen[] = [
  { name: 'sign-in', path: '/', heading: /^S’identifier$/ },
  { name: 'conditions of use', path: '/conditions', heading: /^Conditions générales/ },
  { name: 'signed out', path: '/au-revoir', heading: /déconnecté/ },
  { name: 'refused', path: '/acces-refuse?code=SIGN_IN.NO_ACCOUNT&reference=r', heading: /Aucun compte/ },
]

const BY_ACCOUNT: Partial<Record<Account, Screen[]>> = {
  physician: [
    { name: 'ward', path: '/services', heading: /^CARDIOLOGIE$/ },
    { name: 'patients', path: '/patients', heading: /^Patients$/ },
    { name: 'letters to validate', path: '/a-valider', heading: /^Documents à valider$/ },
    { name: 'sendings', path: '/envois?state=', heading: /^Envois à suivre$/ },
    { name: 'indicators', path: '/indicateurs', heading: /^Indicateurs d’envoi$/ },
    {
      name: 'menu of the session',
      path: '/services',
      heading: /^CARDIOLOGIE$/,
      then: (page) => page.getByRole('button', { name: 'menu de la session' }).click(),
    },
    {
      name: 'suggestions of the search field',
      path: '/services',
      heading: /^CARDIOLOGIE$/,
      then: async (page) => {
        await screens.searchField(page).fill('KER')
        await page.getByRole('option').first().waitFor()
      },
    },
    { name: 'shortcuts', path: '/services', heading: /^CARDIOLOGIE$/, then: (page) => page.keyboard.press('?') },
  ],
  identityOfficer: [
    {
      name: 'identity to qualify',
      path: '/identites',
      heading: /^Identités à qualifier$/,
      then: async (page) => {
        await page.getByRole('table', { name: 'Identités à qualifier' }).waitFor()
        await page.keyboard.press('j')
        await page.keyboard.press('Enter')
        await screens.dialog(page).getByRole('radio').first().waitFor()
      },
    },
    { name: 'received messages', path: '/messages-hl7?outcome=', heading: /^Messages HL7 reçus$/ },
  ],
  securityOfficer: [{ name: 'audit trail', path: '/administration/traces', heading: /^Traces$/ }],
  administrator: [
    { name: 'connections', path: '/administration/connexions', heading: /^Connexions$/ },
    {
      name: 'account',
      path: '/administration/comptes',
      heading: /^Comptes$/,
      then: (page) => page.getByRole('button', { name: 'Nouveau compte' }).click(),
    },
  ],
}

/** Goes to a screen, lets it settle, and says what axe finds, named by the screen. */
async function examine(page: Page, screen: Screen): Promise<string[]> {
  await page.goto(run.gateway + screen.path)
  await page.getByRole('heading', { name: screen.heading }).first().waitFor()
  await screen.then?.(page)
  return findings(page, screen.name)
}

async function findings(page: Page, name: string): Promise<string[]> {
  await page.waitForFunction(() => document.querySelector('[aria-label="Chargement en cours"]') === null)
  // Transitions change contrasts for a moment.
  await page.waitForTimeout(400)
  return (await axeFindings(page)).map((finding) => `${name}: ${finding}`)
}

describe.each(['light', 'dark'] as const)('axe finds nothing, %s', (scheme) => {
  it('before signing in', async () => {
    const visitor = await Person.sitDown(browser, run.gateway, scheme)
    const found: string[] = []
    for (const screen of PUBLIC) found.push(...(await examine(visitor.page, screen)))
    await visitor.leave()
    expect(found).toEqual([])
  })

  it.each(Object.entries(BY_ACCOUNT) as [Account, Screen[]][])('on the screens of the %s', async (account, list) => {
    const person = await Person.sitDown(browser, run.gateway, scheme)
    await person.signIn(account)
    await person.page.getByRole('button', { name: 'menu de la session' }).waitFor()
    const found: string[] = []
    for (const screen of list) found.push(...(await examine(person.page, screen)))
    expect(found).toEqual([])
    expect(person.complaints).toEqual([])
    await person.leave()
  })

  it('on every part of a record, on a letter and on a document', async () => {
    const person = await Person.sitDown(browser, run.gateway, scheme)
    const { page } = person
    const found: string[] = []
    await person.signIn('physician')
    await page.getByRole('link', { name: patient.name }).click()
    for (const tab of ['Synthèse', 'Séjours', 'Documents', 'Messages', 'Identité', 'Accès']) {
      await screens.tab(page, tab).click()
      found.push(...(await findings(page, tab)))
    }
    await startLetter(person, patient.name)
    found.push(...(await findings(page, 'letter')))
    await page.getByRole('button', { name: 'Valider et envoyer' }).click()
    await page.getByRole('heading', { name: 'Envois' }).waitFor({ timeout: 60_000 })
    found.push(...(await findings(page, 'document')))
    expect(found).toEqual([])
    expect(person.complaints).toEqual([])
    await person.leave()
  })
})
