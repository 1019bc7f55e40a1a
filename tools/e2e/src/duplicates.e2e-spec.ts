import type { Browser } from 'playwright-core'
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
let again: Admitted
let officer: Person

beforeAll(async () => {
  browser = await openBrowser()
  known = await admit(run, { qualified: true })
  const { family, given, birthDate, sex, birthPlace } = known.person
  // The same person, whose name was typed with one letter too many.
  again = await admit(run, { qualified: false, like: { family: `${family}E`, given, birthDate, sex, birthPlace } })
  officer = await Person.sitDown(browser, run.gateway)
  await officer.signIn('identityOfficer')
})

afterAll(async () => {
  await browser.close()
})

describe('one person in two records', () => {
  it('is found, compared side by side and merged with its reason, by keyboard then in few actions', async () => {
    const { page } = officer
    await officer.startAt(`/identites/doublons?q=${known.person.family}`)
    const row = screens.row(page, known.person.family).first()
    await row.waitFor({ timeout: 60_000 })
    await shows(row, /probable/)
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    const dialog = screens.dialog(page)
    await shows(dialog, /Mêmes? |presque de même/)
    await shows(dialog.getByRole('table', { name: 'Comparaison des deux dossiers' }), /Nom de naissance/)
    expect(await axeFindings(page)).toEqual([])
    officer.actions = 0
    await officer.click(dialog.getByRole('button', { name: 'Fusionner…' }))
    await shows(dialog, /Ce qui est conservé/)
    await shows(dialog, /INS inchangée/)
    // Both are in a bed today: that has to be read before.
    await officer.click(dialog.getByRole('checkbox', { name: /Séjours qui se chevauchent/ }))
    await officer.fill(dialog.getByRole('textbox', { name: 'Motif de la fusion' }), 'Nom saisi avec une lettre de trop')
    expect(await axeFindings(page)).toEqual([])
    await officer.click(dialog.getByRole('button', { name: 'Fusionner les dossiers' }))
    await shows(page.locator('body'), /Les dossiers sont fusionnés/)
    expect(officer.actions).toBe(4)
  })

  it('the merged record opens the one that stays, which says so', async () => {
    const { page } = officer
    await officer.startAt(`/patients?q=${again.person.ipp}`)
    await screens.row(page, 'Dossier fusionné').waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await shows(page.getByRole('status').first(), /./)
    await shows(page.locator('body'), /DOSSIER CONSERVÉ/)
    await shows(screens.banner(page), new RegExp(known.person.family))
  })

  it('is undone from the list of merges, with what goes back', async () => {
    const { page } = officer
    await officer.startAt(`/identites/fusions?q=${known.person.family}`)
    await screens.row(page, 'Fusionnés').first().waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    const dialog = screens.dialog(page)
    await shows(dialog, /Ce qui retourne au dossier absorbé/)
    expect(await axeFindings(page)).toEqual([])
    await officer.fill(dialog.getByRole('textbox', { name: 'Motif de l’annulation' }), 'Ce sont deux sœurs')
    await officer.click(dialog.getByRole('button', { name: 'Annuler la fusion' }))
    await shows(page.locator('body'), /La fusion est annulée/)
    await screens.row(page, 'Annulée').first().waitFor()
  })

  it('and is told apart, with what distinguishes both', async () => {
    const { page } = officer
    await officer.startAt(`/identites/doublons?q=${known.person.family}`)
    await screens.row(page, known.person.family).first().waitFor({ timeout: 60_000 })
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    const dialog = screens.dialog(page)
    await officer.click(dialog.getByRole('button', { name: 'Ce sont deux personnes…' }))
    await officer.fill(
      dialog.getByRole('textbox', { name: 'Ce qui distingue ces deux personnes' }),
      'Deux sœurs, vues ensemble',
    )
    await officer.click(dialog.getByRole('button', { name: 'Enregistrer' }))
    await shows(page.locator('body'), /n’est plus proposée/)
  })

  it('two records that the comparison does not bring together are signalled by their IPPs', async () => {
    const { page } = officer
    await officer.startAt(`/identites/doublons?q=${known.person.family}`)
    await page.getByRole('button', { name: 'Signaler un doublon' }).click()
    const dialog = screens.dialog(page)
    await officer.fill(dialog.getByRole('textbox', { name: 'IPP du premier dossier' }), known.person.ipp)
    await officer.fill(dialog.getByRole('textbox', { name: 'IPP du second dossier' }), again.person.ipp)
    await officer.fill(dialog.getByRole('textbox', { name: 'Pourquoi c’est la même personne' }), 'Reconnue à l’accueil')
    expect(await axeFindings(page)).toEqual([])
    await officer.click(dialog.getByRole('button', { name: 'Signaler', exact: true }))
    await shows(screens.row(page, known.person.family).first(), /Signalé par/)
    expect(officer.complaints).toEqual([])
  })
})
