import type { Browser } from 'playwright-core'
import { openBrowser } from './support/browser'
import { Person } from './support/person'
import { readRun } from './support/run'
import { screens, shows } from './support/screens'

jest.setTimeout(90_000)

const run = readRun()
let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})

afterAll(async () => {
  await browser.close()
})

describe('who may come in', () => {
  it('someone whom the hospital does not know is told so, with what to do', async () => {
    const stranger = await Person.sitDown(browser, run.gateway)
    await stranger.signIn('unknown')
    await stranger.page.getByRole('heading', { name: 'Aucun compte dans cet établissement' }).waitFor()
    await stranger.leave()
  })

  it('someone whose account is closed is told so', async () => {
    const former = await Person.sitDown(browser, run.gateway)
    await former.signIn('inactive')
    await former.page.getByRole('heading', { name: 'Compte désactivé' }).waitFor()
    await former.leave()
  })

  it('a record outside the units of the person opens only against a reason, which is kept in its accesses', async () => {
    const physician = await Person.sitDown(browser, run.gateway)
    await physician.signIn('physician')
    const { page } = physician
    await page.getByRole('heading', { name: 'CARDIOLOGIE' }).waitFor()
    await page
      .getByRole('navigation', { name: 'Unités' })
      .getByRole('link', { name: /NEPHROLOGIE/ })
      .click()
    await page.getByRole('heading', { name: 'NEPHROLOGIE' }).waitFor()
    await page.getByRole('table').getByRole('link').first().click()
    const open = page.getByRole('button', { name: 'Ouvrir le dossier' })
    await page.getByLabel('Motif de l’accès').fill('avis')
    expect(await open.isDisabled()).toBe(true)
    await page.getByLabel('Motif de l’accès').fill('Avis cardiologique demandé par téléphone')
    await open.click()
    await screens.banner(page).waitFor()
    await screens.tab(page, 'Accès').click()
    await shows(page.getByRole('main'), /Accès en urgence[\s\S]*Avis cardiologique demandé par téléphone/)
    await physician.leave()
  })

  it('signing out ends the session here and at Pro Santé Connect, and the back button shows nothing', async () => {
    const physician = await Person.sitDown(browser, run.gateway)
    await physician.signIn('physician')
    const { page } = physician
    await page.getByRole('heading', { name: 'CARDIOLOGIE' }).waitFor()
    await page.getByRole('button', { name: 'menu de la session' }).click()
    await page.getByRole('menuitem', { name: 'Se déconnecter' }).click()
    await page.getByRole('heading', { name: 'Vous êtes déconnecté' }).waitFor()
    await page.goto(`${run.gateway}/services`)
    await page.getByRole('heading', { name: 'S’identifier' }).waitFor()
    expect(physician.complaints).toEqual([])
    await physician.leave()
  })
})
