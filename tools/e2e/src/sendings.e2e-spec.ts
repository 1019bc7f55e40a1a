import type { Browser } from 'playwright-core'
import { type Admitted, admit, send } from './support/admission'
import { openBrowser } from './support/browser'
import { startLetter } from './support/letter'
import { Person } from './support/person'
import { readRun } from './support/run'
import { story } from './support/scenario'
import { screens, shows } from './support/screens'

jest.setTimeout(120_000)

const run = readRun()
const failures = `${run.simulators.dmp.adminUrl}/failures`
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
  await send(failures, 'DELETE')
  await browser.close()
})

describe('a sending that the DMP refuses', () => {
  const step = story()

  step('is shown on the document with its reason, as soon as the refusal comes back', async () => {
    await send(failures, 'PUT', [
      { kind: 'registry', service: 'repository', times: 1, code: 'XDSPatientIdDoesNotMatch', message: 'INS inconnue' },
    ])
    const { page } = physician
    await startLetter(physician, patient.name)
    await shows(page.getByRole('main'), /Envoi au DMP\./)
    await page.getByRole('button', { name: 'Valider et envoyer' }).click()
    await shows(page.getByRole('main'), /DMP\s+Refusé/, 60_000)
  })

  step('is read with its reason and sent again in two actions, then accepted', async () => {
    const { page } = physician
    await screens.place(page, 'Envois à suivre').click()
    await page.getByRole('heading', { name: 'Envois à suivre' }).waitFor()
    physician.actions = 0
    await physician.click(screens.row(page, patient.person.family).getByRole('button'))
    await shows(screens.dialog(page), /Motif :/)
    await physician.click(screens.dialog(page).getByRole('button', { name: 'Renvoyer' }))
    expect(physician.actions).toBeLessThanOrEqual(2)
    await page.getByLabel('État', { exact: true }).selectOption('accepted')
    await page.getByLabel('Patient, document ou destinataire').fill(patient.person.family)
    await shows(screens.row(page, 'DMP').first(), /Accepté/, 60_000)
    expect(physician.complaints).toEqual([])
  })
})
