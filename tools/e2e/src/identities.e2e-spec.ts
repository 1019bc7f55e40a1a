import type { Browser, Locator } from 'playwright-core'
import { type Admitted, admit } from './support/admission'
import { axeFindings } from './support/axe'
import { openBrowser } from './support/browser'
import { Person } from './support/person'
import { readRun } from './support/run'
import { screens, shows } from './support/screens'

jest.setTimeout(120_000)

const run = readRun()
let browser: Browser
let known: Admitted
let unknown: Admitted
let officer: Person
let name: string

/** Letters of their own for each run: nobody of an earlier one is found. */
const letters = Array.from(String(Date.now() % 1_000_000))
  .map((digit) => 'BCDFGLMNRT'.charAt(Number(digit)))
  .join('')

beforeAll(async () => {
  browser = await openBrowser()
  known = await admit(run, { qualified: true })
  unknown = await admit(run, { qualified: false })
  officer = await Person.sitDown(browser, run.gateway)
  await officer.signIn('identityOfficer')
  await officer.page.getByRole('heading', { name: 'Identités à qualifier' }).waitFor()
  name = `TREGUER ${letters}`
})

afterAll(async () => {
  await browser.close()
})

/** A text field by its whole label: that of one trait is a part of another's. */
function field(form: Locator, label: string): Locator {
  return form.getByRole('textbox', { name: label, exact: true })
}

async function picture(title: string): Promise<void> {
  const folder = process.env['ANAMNESE_PICTURES']
  if (folder !== undefined) await officer.page.screenshot({ path: `${folder}/${title}.png`, fullPage: true })
}

describe('an identity officer', () => {
  it('walks the list by keyboard, qualifies, and the next identity opens', async () => {
    const { page } = officer
    await officer.startAt('/identites')
    await screens.row(page, unknown.person.family).waitFor()
    expect(await axeFindings(page)).toEqual([])
    await picture('identites')
    officer.actions = 0
    await officer.click(screens.row(page, unknown.person.family).getByRole('button'))
    await officer.click(screens.dialog(page).getByLabel('Carte nationale d’identité'))
    await officer.click(screens.dialog(page).getByRole('button', { name: 'Interroger INSi et qualifier' }))
    expect(officer.actions).toBe(3)
    await screens.dialog(page).getByText('L’identité est qualifiée').waitFor()
    await picture('identite-qualifiee')
    await officer.press('Enter')
    await shows(screens.dialog(page), /Pièce|Document d’identité contrôlé/)
    expect(await screens.dialog(page).innerText()).not.toContain(unknown.person.family)
    await page.keyboard.press('Escape')
  })

  it('searches before creating, and the form takes over what was searched', async () => {
    const { page } = officer
    await officer.startAt('/identites')
    await page.getByRole('link', { name: 'Nouvelle identité' }).click()
    await page.getByRole('heading', { name: 'Nouvelle identité' }).waitFor()
    await page
      .getByRole('search', { name: 'Recherche avant création' })
      .getByLabel('Date de naissance')
      .fill('17041951')
    await page.getByLabel('Nom (3 premières lettres)', { exact: true }).fill(name)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /créer une identité|Créer l’identité/ }).click()
    const form = page.getByRole('form', { name: 'Nouvelle identité' })
    expect(await field(form, 'Nom de naissance').inputValue()).toBe(name)
    await field(form, '1er prénom de naissance').fill('Azénor')
    await form.getByLabel('Prénom(s) de naissance').fill('Marie Azénor')
    await form.getByLabel('Sexe').selectOption('F')
    await form.getByRole('combobox', { name: 'Lieu de naissance' }).fill('guingam')
    await page.getByRole('option', { name: /22070 — Guingamp/ }).click()
    await shows(form, /ne commence pas la liste des prénoms/)
    await form.getByLabel('Prénom(s) de naissance').fill('Azénor Marie')
    expect(await axeFindings(page)).toEqual([])
    await picture('nouvelle-identite')
    await form.getByRole('button', { name: 'Créer l’identité' }).click()
    await shows(screens.banner(page), new RegExp(`${name}[^]*AZENOR[^]*17/04/1951`))
    await shows(screens.banner(page), /Identité provisoire/)
  })

  it('is shown the record that the same person seems to have, before a second one is created', async () => {
    const { page } = officer
    await officer.startAt('/identites/nouvelle')
    await page
      .getByRole('search', { name: 'Recherche avant création' })
      .getByLabel('Date de naissance')
      .fill('17/04/1951')
    await page.keyboard.press('Enter')
    await page.getByRole('table', { name: 'Dossiers trouvés' }).getByText(name).first().waitFor()
    await page.getByRole('button', { name: /créer une identité/ }).click()
    const form = page.getByRole('form', { name: 'Nouvelle identité' })
    await field(form, 'Nom de naissance').fill(name)
    await field(form, '1er prénom de naissance').fill('Azénor')
    await form.getByLabel('Sexe').selectOption('F')
    await form.getByRole('combobox', { name: 'Lieu de naissance' }).fill('22070')
    await form.getByRole('button', { name: 'Créer l’identité' }).click()
    await shows(form, /semble déjà avoir un dossier/)
    await picture('semble-exister')
    expect(await axeFindings(page)).toEqual([])
    expect(await form.getByRole('button', { name: 'Créer l’identité' }).isDisabled()).toBe(true)
  })

  it('changes a strict trait of a qualified identity with its reason, and sees what was', async () => {
    const { page } = officer
    await officer.startAt(`/patients?q=${known.person.ipp}`)
    await screens.row(page, known.person.family).getByRole('link').first().click()
    await screens.tab(page, 'Identité').click()
    await page.getByRole('button', { name: 'Modifier l’identité' }).click()
    const form = page.getByRole('form', { name: 'Modifier l’identité' })
    await field(form, '1er prénom de naissance').fill('Yuna')
    await shows(form, /l’INS est retirée/)
    await form.getByLabel('Motif').fill('Prénom d’une autre personne')
    await picture('modifier')
    expect(await axeFindings(page)).toEqual([])
    await form.getByRole('button', { name: 'Enregistrer l’identité' }).click()
    await shows(screens.banner(page), /YUNA[^]*Identité provisoire/)
    await shows(page.getByRole('table', { name: 'Traits antérieurs' }), new RegExp(known.person.family))
    await shows(page.getByRole('table', { name: /INS de ce dossier/ }), /Prénom d’une autre personne/)
    await picture('identite-modifiee')
    expect(await axeFindings(page)).toEqual([])
  })

  it('puts an identity in doubt, which nobody can overlook', async () => {
    const { page } = officer
    const form = page.getByRole('form', { name: 'Attributs de l’identité' })
    await form.getByLabel('Identité douteuse').check()
    await form.getByLabel('Motif').fill('Papiers d’une autre personne')
    await form.getByRole('button', { name: 'Enregistrer les attributs' }).click()
    await shows(screens.banner(page), /IDENTITÉ DOUTEUSE/)
    await officer.startAt('/identites/douteuses')
    await screens.row(page, known.person.family).waitFor()
    await picture('douteuses')
    expect(officer.complaints).toEqual([])
  })
})
