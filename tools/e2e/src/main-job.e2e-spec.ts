import type { Browser } from 'playwright-core'
import { eventually } from '@anamnese/tool-demo'
import { type Admitted, admit } from './support/admission'
import { openBrowser } from './support/browser'
import { mailsTo, storedInDmp } from './support/far-side'
import { Person } from './support/person'
import { readRun } from './support/run'
import { story } from './support/scenario'
import { screens, shows } from './support/screens'

jest.setTimeout(120_000)

const run = readRun()
let browser: Browser
let patient: Admitted
let officer: Person
let physician: Person
let startedAt: number
let attemptsBefore: number

beforeAll(async () => {
  browser = await openBrowser()
  startedAt = Date.now()
  patient = await admit(run, { qualified: false })
})

afterAll(async () => {
  await browser.close()
})

describe('a discharge letter goes from the ward to the DMP and to the general practitioner, by clicking', () => {
  const step = story()

  step('the conditions of use, with their paragraph on Pro Santé Connect, are read before signing in', async () => {
    const visitor = await Person.sitDown(browser, run.gateway)
    await visitor.startAt('/')
    await visitor.page.getByRole('link', { name: 'conditions générales d’utilisation' }).click()
    await visitor.page.getByRole('heading', { name: 'Identification par Pro Santé Connect' }).waitFor()
    expect(visitor.complaints).toEqual([])
    await visitor.leave()
  })

  step('the identity officer verifies and qualifies the INS of the patient in three actions', async () => {
    officer = await Person.sitDown(browser, run.gateway)
    await officer.signIn('identityOfficer')
    const { page } = officer
    await page.getByRole('heading', { name: 'Identités à qualifier' }).waitFor()
    officer.actions = 0
    await officer.click(screens.row(page, patient.person.family).getByRole('button'))
    await officer.click(screens.dialog(page).getByLabel('Carte nationale d’identité'))
    await officer.click(screens.dialog(page).getByRole('button', { name: 'Interroger INSi et qualifier' }))
    await screens.dialog(page).getByText('L’identité est qualifiée').waitFor()
    expect(officer.actions).toBeLessThanOrEqual(3)
    expect(officer.complaints).toEqual([])
    await officer.leave()
  })

  step('the physician signs in and opens the record from the ward in two actions at most', async () => {
    physician = await Person.sitDown(browser, run.gateway)
    await physician.signIn('physician')
    const { page } = physician
    await page.getByRole('heading', { name: 'CARDIOLOGIE' }).waitFor()
    physician.actions = 0
    await physician.click(page.getByRole('link', { name: patient.name }))
    await screens.banner(page).waitFor()
    expect(physician.actions).toBeLessThanOrEqual(2)
  })

  step(
    'the banner says who the patient is, the status of the identity, the INS with its nature, the DMP and the choices',
    async () => {
      const banner = screens.banner(physician.page)
      for (const text of [
        /Nom de naissance\s+KER/,
        /1er prénom de naissance\s+ANNAIG/,
        /Né\(e\) le\s+\d\d\/06\/\d{4}/,
        /Sexe\s+Féminin/,
        /Identité qualifiée/,
        /Matricule INS \(NIR\)/,
        /DMP ouvert, accès autorisé/,
        /Alimentation DMP : non opposé\(e\)/,
        /Consultation DMP : acceptée/,
        /Séjour en cours\s+CARDIOLOGIE/,
      ]) {
        await shows(banner, text)
      }
    },
  )

  step(
    'from the record, the letter filled from the template is validated and sent in five actions at most',
    async () => {
      const { page } = physician
      attemptsBefore = await attempts(physician)
      await page.goto(`${run.gateway}/`)
      await page.getByRole('link', { name: patient.name }).click()
      physician.actions = 0
      await physician.click(page.getByRole('button', { name: 'Lettre de sortie' }))
      await shows(page.getByRole('main'), /Envoi au DMP\./)
      await shows(page.getByRole('main'), /paul\.tanguy@medecin\.mssante\.example/)
      await physician.click(page.getByRole('button', { name: 'Valider et envoyer' }))
      await page.getByRole('heading', { name: 'Envois' }).waitFor({ timeout: 60_000 })
      expect(physician.actions).toBeLessThanOrEqual(5)
    },
  )

  step('both sendings become accepted on the screen, without a reload', async () => {
    const sendings = physician.page.getByRole('main')
    await shows(sendings, /DMP\s+Accepté/, 60_000)
    await shows(sendings, /paul\.tanguy@medecin\.mssante\.example\s+Accepté/, 60_000)
  })

  step('the DMP holds the document, and the practitioner’s mailbox the message', async () => {
    const oid = await physician.page.getByText(/^1\.2\.250\.1\.999/).innerText()
    expect(await storedInDmp(run, oid)).toBe(true)
    expect(await mailsTo(run, 'paul.tanguy@medecin.mssante.example', startedAt)).toBeGreaterThan(0)
  })

  step('the page of the letter is shown inside the record', async () => {
    const frame = physician.page.locator('iframe')
    const src = await frame.getAttribute('src')
    const answer = await physician.page.request.get(run.gateway + String(src))
    expect(answer.headers()['content-type']).toContain('application/pdf')
    expect((await answer.body()).subarray(0, 5).toString()).toBe('%PDF-')
  })

  step('the indicators count the two attempts', async () => {
    await eventually('deux tentatives de plus', async () =>
      (await attempts(physician)) >= attemptsBefore + 2 ? true : undefined,
    )
    expect(physician.complaints).toEqual([])
    await physician.leave()
  })

  step('the security officer reads who validated the letter and who read the INS', async () => {
    const security = await Person.sitDown(browser, run.gateway)
    await security.signIn('securityOfficer')
    const { page } = security
    await screens.place(page, 'Administration').click()
    await page.getByRole('heading', { name: 'Traces' }).waitFor()
    await page.getByLabel('Action (code)').fill('document.validate')
    await shows(page.getByRole('table', { name: 'Traces' }), /KERVADEC[\s\S]*Document : validation/)
    await page.getByLabel('Action (code)').fill('')
    await page.getByLabel('INS', { exact: true }).selectOption('true')
    await shows(page.getByRole('table', { name: 'Traces' }), /vue ou transmise/)
    expect(security.complaints).toEqual([])
    await security.leave()
  })
})

/** The attempts that the dashboard shows. */
async function attempts(person: Person): Promise<number> {
  await person.page.goto(`${run.gateway}/indicateurs`)
  const figure = person.page.locator('dt', { hasText: /^Tentatives$/ }).locator('xpath=following-sibling::dd')
  return Number((await figure.innerText()).replace(/\D/g, ''))
}
