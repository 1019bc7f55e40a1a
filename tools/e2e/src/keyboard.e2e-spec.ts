import type { Browser } from 'playwright-core'
import { type Admitted, admit } from './support/admission'
import { openBrowser } from './support/browser'
import { startLetter } from './support/letter'
import { Person } from './support/person'
import { readRun } from './support/run'
import { screens, shows } from './support/screens'

jest.setTimeout(90_000)

const run = readRun()
let browser: Browser
let patient: Admitted
let physician: Person

beforeAll(async () => {
  browser = await openBrowser()
  patient = await admit(run, { qualified: true })
  physician = await Person.sitDown(browser, run.gateway)
  await physician.signIn('physician')
  await physician.page.getByRole('heading', { name: 'CARDIOLOGIE' }).waitFor()
})

afterAll(async () => {
  await browser.close()
})

describe('the keyboard alone', () => {
  it('the slash goes to the search field, from which a record is opened by its birth date in two actions', async () => {
    const { page } = physician
    await physician.startAt('/services')
    await page.getByRole('heading', { name: 'CARDIOLOGIE' }).waitFor()
    await page.keyboard.press('/')
    expect(await screens.searchField(page).evaluate((field) => field === document.activeElement)).toBe(true)
    const [year, month, day] = patient.person.birthDate.split('-')
    await page.keyboard.type(`${patient.person.family.toLowerCase()} ${patient.person.given.toLowerCase().slice(0, 3)}`)
    await page.getByRole('option').first().waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await shows(screens.banner(page), new RegExp(`${String(day)}/${String(month)}/${String(year)}`))
  })

  it('a search that finds one patient opens the record: the field is filled, Enter is pressed', async () => {
    const { page } = physician
    await physician.startAt('/services')
    await page.getByRole('heading', { name: 'CARDIOLOGIE' }).waitFor()
    await physician.fill(screens.searchField(page), patient.person.ipp)
    await physician.press('Enter')
    await shows(screens.banner(page), new RegExp(patient.person.family))
    expect(physician.actions).toBeLessThanOrEqual(2)
  })

  it('a matricule is searched only whole and with its right key, and the page says why', async () => {
    const { page } = physician
    await physician.startAt('/services')
    await screens.searchField(page).fill('279035121518988')
    await shows(page.getByRole('banner'), /La clé de ce matricule est fausse/)
    await screens.searchField(page).fill('2790351215189')
    await shows(page.getByRole('banner'), /15 caractères/)
  })

  it('j and k go through a list, Enter opens the line that has the focus, and the focus is seen', async () => {
    const { page } = physician
    await physician.startAt('/services')
    const rows = page.getByRole('table').locator('tbody tr')
    await rows.nth(2).waitFor()
    const focused = (): Promise<string | null> =>
      page.evaluate(() => document.activeElement?.closest('tr')?.getAttribute('data-index') ?? null)
    await page.keyboard.press('j')
    expect(await focused()).toBe('0')
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    expect(await focused()).toBe('2')
    await page.keyboard.press('k')
    expect(await focused()).toBe('1')
    expect(await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle)).not.toBe(
      'none',
    )
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/dossiers\//)
  })

  it('x selects the line of a worklist for an action on several', async () => {
    const { page } = physician
    await startLetter(physician, patient.name)
    await page.getByRole('button', { name: 'Valider et envoyer' }).click()
    await page.getByRole('heading', { name: 'Envois' }).waitFor({ timeout: 60_000 })
    await physician.startAt(`/envois?state=&q=${patient.person.family}`)
    const first = page.getByRole('table').locator('tbody tr').first()
    await first.waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    expect(await first.getByRole('checkbox').isChecked()).toBe(true)
    await page.keyboard.press('x')
    expect(await first.getByRole('checkbox').isChecked()).toBe(false)
  })

  it('from any screen any other place is two actions away at most', async () => {
    const { page } = physician
    await physician.startAt('/services')
    await page.getByRole('link', { name: patient.name }).click()
    await screens.tab(page, 'Identité').click()
    physician.actions = 0
    await physician.click(screens.place(page, 'Indicateurs'))
    await page.getByRole('heading', { name: 'Indicateurs d’envoi' }).waitFor()
    expect(physician.actions).toBeLessThanOrEqual(2)
    expect(physician.complaints).toEqual([])
  })
})
