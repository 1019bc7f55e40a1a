import type { Browser } from 'playwright-core'
import { type Admitted, admit } from './support/admission'
import { openBrowser } from './support/browser'
import { startLetter } from './support/letter'
import { Person } from './support/person'
import { readRun } from './support/run'
import { story } from './support/scenario'
import { shows } from './support/screens'

jest.setTimeout(120_000)

const SUMMARY = 'Synthèse médicale du séjour'
const run = readRun()
let browser: Browser
let patient: Admitted
let physician: Person
let secretary: Person

beforeAll(async () => {
  browser = await openBrowser()
  patient = await admit(run, { qualified: true })
  physician = await Person.sitDown(browser, run.gateway)
  secretary = await Person.sitDown(browser, run.gateway)
  await physician.signIn('physician')
  await physician.page.getByRole('heading', { name: 'CARDIOLOGIE' }).waitFor()
})

afterAll(async () => {
  await browser.close()
})

describe('a letter that is being written', () => {
  const step = story()

  step('is saved as one types, and closing the window in the middle of a word loses nothing', async () => {
    const { page } = physician
    await startLetter(physician, patient.name)
    await page.getByLabel(SUMMARY).fill('Décompensation cardiaque, évolution favorable.')
    await shows(page.getByRole('main'), /enregistrée à \d\d h \d\d/)
    await page.getByLabel(SUMMARY).fill('Décompensation cardiaque, évolution favorable. Sortie à domic')
    await page.reload()
    await page.getByLabel(SUMMARY).waitFor()
    expect(await page.getByLabel(SUMMARY).inputValue()).toMatch(/Sortie à domic$/)
    await shows(page.getByRole('main'), /enregistrée à \d\d h \d\d/)
  })

  step('is read-only for a second person, who sees who writes it', async () => {
    const { page } = secretary
    await secretary.signIn('secretary')
    await page.getByRole('heading', { name: 'CARDIOLOGIE' }).waitFor()
    await page.goto(physician.page.url())
    await shows(page.getByRole('main'), /KERVADEC rédige cette lettre/)
    expect(await page.getByLabel(SUMMARY).isEditable()).toBe(false)
  })

  step('can be taken over; the first person then sees the change, and keeps what they had typed', async () => {
    const { page } = secretary
    await page.getByRole('button', { name: 'Reprendre la rédaction' }).click()
    await page.getByLabel(SUMMARY).fill('Texte du secrétariat.')
    await shows(page.getByRole('main'), /enregistrée à \d\d h \d\d/)
    await physician.page.getByLabel(SUMMARY).fill('Texte du médecin.')
    await shows(physician.page.getByRole('main'), /Soazig RIOU a enregistré cette lettre/i)
    expect(await physician.page.getByLabel(SUMMARY).inputValue()).toBe('Texte du secrétariat.')
    await physician.page.getByRole('button', { name: 'Remettre mes modifications par-dessus' }).click()
    expect(await physician.page.getByLabel(SUMMARY).inputValue()).toBe('Texte du médecin.')
    await shows(physician.page.getByRole('main'), /enregistrée à \d\d h \d\d/)
  })

  step('waits in the list of documents to validate, and its preview is a PDF', async () => {
    const { page } = physician
    await page.getByRole('button', { name: 'Aperçu' }).click()
    const src = await page.getByRole('dialog').locator('iframe').getAttribute('src')
    const answer = await page.request.get(run.gateway + String(src))
    expect((await answer.body()).subarray(0, 5).toString()).toBe('%PDF-')
    await page.goto(`${run.gateway}/a-valider`)
    await page.getByRole('link', { name: patient.name }).waitFor()
    expect([...physician.complaints, ...secretary.complaints]).toEqual([])
  })
})
