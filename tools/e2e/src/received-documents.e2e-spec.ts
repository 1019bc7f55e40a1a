import type { Browser } from 'playwright-core'
import { biologyReport } from '@anamnese/tool-demo'
import { type Admitted, admit } from './support/admission'
import { axeFindings } from './support/axe'
import { openBrowser } from './support/browser'
import { Person } from './support/person'
import { readRun } from './support/run'
import { story } from './support/scenario'
import { screens, shows } from './support/screens'

jest.setTimeout(120_000)

const run = readRun()
const newOid = (number: number): string => `1.2.250.1.999.2.8.${Date.now()}${number}`
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

describe('documents from elsewhere', () => {
  const step = story()

  step('a report that is imported in the record says at once what is critical, and nothing of it runs', async () => {
    const { page } = physician
    await page.getByRole('link', { name: patient.name }).click()
    await screens.banner(page).waitFor()
    await screens.tab(page, 'Documents').click()
    await page.getByRole('button', { name: 'Importer un fichier' }).click()
    const dialog = screens.dialog(page)
    const buffer = biologyReport(patient.person, { id: newOid(1), interpretation: 'HH' })
    const chooser = page.waitForEvent('filechooser')
    await dialog.getByLabel('Fichier').click()
    await (await chooser).setFiles({ name: 'biologie.xml', mimeType: 'text/xml', buffer })
    await dialog.getByRole('button', { name: 'Importer' }).click()
    await shows(dialog, /Intégré/)
    await dialog.getByRole('link', { name: 'Ouvrir le document' }).click()
    await shows(page.getByRole('main'), /Élevé, critique/)
    await shows(page.getByRole('main'), /Potassium, version 1/)
    expect(await page.evaluate('globalThis.ranFromADocument')).toBeUndefined()
    expect(await axeFindings(page)).toEqual([])
  })

  step('is seen in the list with its origin and its mark, and found by them', async () => {
    const { page } = physician
    await screens.tab(page, 'Documents').click()
    await page.getByLabel('Résultats', { exact: true }).selectOption('critical')
    await shows(screens.row(page, 'CR de biologie').first(), /Résultat critique[\s\S]*Fichier/)
    expect(await axeFindings(page)).toEqual([])
  })

  step(
    'a document without INS waits in the worklist, and one action puts it in the record that it designates',
    async () => {
      const { page } = physician
      const report = biologyReport(patient.person, { id: newOid(2), withIns: false })
      await page.evaluate(async (text) => {
        const session = (await (await fetch('/auth/session')).json()) as { csrfToken: string }
        const headers = { 'X-CSRF-Token': session.csrfToken, 'Content-Type': 'application/octet-stream' }
        await fetch('/api/documents/received?fileName=sans-ins.xml', { method: 'POST', headers, body: text })
      }, report.toString('utf8'))
      await screens.place(page, 'Documents reçus').click()
      await page.getByRole('heading', { name: 'Documents reçus' }).waitFor()
      await page.getByLabel('Document, patient ou émetteur').fill(patient.person.family)
      const row = screens.row(page, patient.person.family)
      await shows(row, /À rattacher/)
      expect(await axeFindings(page)).toEqual([])
      physician.actions = 0
      await physician.click(row.getByRole('button', { name: /^Rattacher à/ }))
      expect(physician.actions).toBe(1)
      await page.getByText('intégré au dossier').first().waitFor()
      await page.getByText('Rien à traiter').waitFor()
      expect(physician.complaints).toEqual([])
    },
  )
})

describe('the export of documents', () => {
  it('is asked for a period by an administrator, followed, and downloaded', async () => {
    const administrator = await Person.sitDown(browser, run.gateway)
    await administrator.signIn('administrator')
    const { page } = administrator
    await page.getByRole('navigation', { name: 'Lieux' }).waitFor()
    await administrator.startAt('/administration/exports')
    await page.getByLabel('Du', { exact: true }).fill('20112026')
    await page.getByLabel('Au', { exact: true }).fill('20112026')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Demander l’export' }).click()
    await shows(screens.row(page, 'Du 20/11/2026').first(), /Prêt/, 30_000)
    expect(await axeFindings(page)).toEqual([])
    const download = page.waitForEvent('download')
    await screens
      .row(page, 'Du 20/11/2026')
      .first()
      .getByRole('link', { name: /^Volume 1/ })
      .click()
    expect((await download).suggestedFilename()).toMatch(/^export-.*\.zip$/)
    expect(administrator.complaints).toEqual([])
    await administrator.leave()
  })
})

describe('the end of retention', () => {
  it('is shown to an administrator, empty when nothing is over', async () => {
    const administrator = await Person.sitDown(browser, run.gateway)
    await administrator.signIn('administrator')
    const { page } = administrator
    await page.getByRole('navigation', { name: 'Lieux' }).waitFor()
    await administrator.startAt('/administration/conservation')
    await shows(page.getByRole('main'), /Aucun document n’est en fin de conservation/)
    expect(await axeFindings(page)).toEqual([])
    expect(administrator.complaints).toEqual([])
    await administrator.leave()
  })
})
