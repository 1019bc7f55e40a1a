import type { Browser } from 'playwright-core'
import { type Admitted, admit } from './support/admission'
import { axeFindings } from './support/axe'
import { openBrowser } from './support/browser'
import { Person } from './support/person'
import { readRun } from './support/run'
import { story } from './support/scenario'
import { screens, shows } from './support/screens'

jest.setTimeout(180_000)

const run = readRun()
let browser: Browser
let patient: Admitted
let physician: Person
let secretary: Person
let letter: string

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

describe('a letter that one writes and another signs', () => {
  const step = story()

  step(
    'is written by the secretary, with a treatment as data, and submitted to the signature of the physician',
    async () => {
      await secretary.signIn('secretary')
      const { page } = secretary
      await page.getByRole('link', { name: patient.name }).click()
      await screens.banner(page).waitFor()
      await page.getByRole('button', { name: 'Lettre de sortie' }).click()
      await page.getByRole('button', { name: 'Ajouter un traitement' }).first().click()
      await page.getByLabel('Médicament').fill('Furosémide 40 mg')
      await page.getByLabel('Posologie').fill('1 comprimé le matin')
      await shows(page.getByRole('main'), /enregistrée à \d\d h \d\d/)
      expect(await axeFindings(page)).toEqual([])
      letter = page.url()
      await page.getByRole('button', { name: 'Soumettre à signature' }).click()
      await screens.dialog(page).getByRole('button', { name: 'Soumettre' }).click()
      await shows(page.getByRole('main'), /En attente de la signature/)
      expect(await page.getByLabel('Médicament').inputValue()).toBe('Furosémide 40 mg')
      expect(await page.getByLabel('Médicament').isEditable()).toBe(false)
    },
  )

  step('is found by the physician among what is to sign, and given back with what is to be changed', async () => {
    const { page } = physician
    await page.goto(`${run.gateway}/a-valider`)
    await page.getByLabel('État', { exact: true }).selectOption('to-validate')
    await screens.row(page, patient.person.family).waitFor()
    await page.goto(letter)
    await page.getByRole('button', { name: 'Rendre', exact: true }).click()
    await screens.dialog(page).getByLabel('Ce qui est à reprendre').fill('Préciser la surveillance.')
    await screens.dialog(page).getByRole('button', { name: 'Rendre' }).click()
    await shows(page.getByRole('main'), /À reprendre, selon/)
    await secretary.page.reload()
    await shows(secretary.page.getByRole('main'), /Préciser la surveillance\./)
  })

  step('is submitted again, then signed and sent by the physician', async () => {
    await secretary.page.getByRole('button', { name: 'Soumettre à signature' }).click()
    await screens.dialog(secretary.page).getByRole('button', { name: 'Soumettre' }).click()
    await shows(secretary.page.getByRole('main'), /En attente de la signature/)
    const { page } = physician
    await page.goto(letter)
    await page.getByRole('button', { name: 'Valider et envoyer' }).click()
    await page.getByRole('heading', { name: 'Envois' }).waitFor({ timeout: 60_000 })
    await shows(page.getByRole('main'), /DMP\s+Accepté/, 60_000)
    await shows(page.getByRole('main'), /paul\.tanguy@medecin\.mssante\.example\s+Accepté/, 60_000)
  })

  step('is replaced by a new version from the screen, and both sendings of it are accepted too', async () => {
    const { page } = physician
    await page.getByRole('button', { name: 'Nouvelle version' }).click()
    await page.getByRole('button', { name: 'Valider et envoyer' }).waitFor()
    expect(await page.getByLabel('Médicament').inputValue()).toBe('Furosémide 40 mg')
    await page.getByLabel('Synthèse médicale du séjour').fill('Synthèse corrigée.')
    await shows(page.getByRole('main'), /enregistrée à \d\d h \d\d/)
    await page.getByRole('button', { name: 'Valider et envoyer' }).click()
    await page.getByRole('heading', { name: 'Envois' }).waitFor({ timeout: 60_000 })
    await shows(page.getByRole('main'), /version 2/i)
    await shows(page.getByRole('main'), /DMP\s+Accepté/, 60_000)
    await shows(page.getByRole('main'), /paul\.tanguy@medecin\.mssante\.example\s+Accepté/, 60_000)
  })

  step('beside it, an operative report is written with its own sections', async () => {
    const { page } = physician
    await page.goto(`${run.gateway}/`)
    await page.getByRole('link', { name: patient.name }).click()
    await screens.banner(page).waitFor()
    await page.getByRole('button', { name: 'Autres documents et autres séjours' }).click()
    await page.getByRole('menuitem', { name: 'Compte rendu opératoire' }).click()
    await page.getByLabel('Indication').fill('Appendicite aiguë.')
    await page.getByLabel('Intervention').fill('Appendicectomie par cœlioscopie.')
    await page.getByLabel('Déroulement').fill('Sans particularité.')
    await page.getByLabel('Suites et consignes').fill('Reprise alimentaire le soir même.')
    await shows(page.getByRole('main'), /enregistrée à \d\d h \d\d/)
    await page.getByRole('button', { name: 'Valider et envoyer' }).click()
    await page.getByRole('heading', { name: 'Envois' }).waitFor({ timeout: 60_000 })
    await shows(page.getByRole('main'), /DMP\s+Accepté/, 60_000)
    expect([...physician.complaints, ...secretary.complaints]).toEqual([])
  })
})
