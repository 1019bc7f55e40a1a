import { insKey } from '@anamnese/domain-ins'
import { datamatrixPng, encodeInsDatamatrix } from '@anamnese/interop-datamatrix'
import type { Browser } from 'playwright-core'
import { type Admitted, admit, send } from './support/admission'
import { axeFindings } from './support/axe'
import { openBrowser } from './support/browser'
import { Person } from './support/person'
import { readRun } from './support/run'
import { screens, shows } from './support/screens'

jest.setTimeout(120_000)

const run = readRun()
let browser: Browser
let officer: Person
let known: Admitted

interface National {
  ins: { matricule: string; oid: string }
  traits: { birthName: string; birthPlaceCode?: string }
}

const people = async (): Promise<National[]> =>
  (await (await fetch(`${run.simulators.insi.adminUrl}/people`)).json()) as National[]

/** The datamatrix of the patient's label. */
function codeOf({ person }: Admitted): string {
  const { family, given, birthDate, sex, birthPlace } = person
  return encodeInsDatamatrix(
    { matricule: person.ins ?? '', oid: '1.2.250.1.213.1.4.10' },
    {
      birthName: family,
      firstBirthGivenName: given,
      birthGivenNames: given,
      birthDate,
      sex,
      birthPlaceCode: birthPlace,
    },
  )
}

beforeAll(async () => {
  browser = await openBrowser()
  known = await admit(run, { qualified: true })
  officer = await Person.sitDown(browser, run.gateway)
  await officer.signIn('identityOfficer')
})
afterAll(async () => {
  await browser.close()
})

describe('an INS at the desk', () => {
  it('is scanned, typed in lower case by a badly set reader or photographed, and leads to its record', async () => {
    const { page } = officer
    await officer.startAt('/lire-une-identite')
    const field = page.getByRole('textbox', { name: /Lire le code/ })
    await officer.fill(field, codeOf(known).toLowerCase())
    await officer.click(page.getByRole('button', { name: 'Lire ce texte' }))
    await shows(page.locator('main, body').first(), /Ce dossier a cette INS/)
    await shows(page.locator('body'), /verrouillage des majuscules/)
    expect(await axeFindings(page)).toEqual([])
    const picture = { name: 'code.png', mimeType: 'image/png', buffer: await datamatrixPng(codeOf(known)) }
    await page.setInputFiles('input[type=file]', picture)
    await page.getByText('verrouillage des majuscules').waitFor({ state: 'detached' })
    await officer.click(page.getByRole('list', { name: 'Dossiers trouvés' }).getByRole('link').first())
    await shows(screens.banner(page), new RegExp(known.person.family))
  })

  it('typed in the search field by a badly set reader leads to the same answer', async () => {
    const { page } = officer
    await officer.startAt('/patients')
    await officer.fill(screens.searchField(page), codeOf(known).toLowerCase())
    await officer.press('Enter')
    await page.waitForURL(/lire-une-identite/)
    await shows(page.locator('body'), /Ce dossier a cette INS/)
  })

  it('that no record has proposes a new identity that starts with its traits', async () => {
    const { page } = officer
    await officer.startAt('/lire-une-identite')
    const positions = '2790351215777'
    const ins = { matricule: positions + insKey(positions), oid: '1.2.250.1.213.1.4.10' }
    const text = codeOf({
      ...known,
      person: { ...known.person, family: `${known.person.family}X`, ins: ins.matricule },
    })
    await officer.fill(page.getByRole('textbox', { name: /Lire le code/ }), text)
    await officer.click(page.getByRole('button', { name: 'Lire ce texte' }))
    await officer.click(page.getByRole('button', { name: /Créer une identité provisoire/ }))
    await page.waitForURL(/identites\/nouvelle/)
    await shows(page.locator('body'), /identité/i)
  })

  it('is confirmed by INSi, then contradicted: a person withdraws it with a reason', async () => {
    const { page } = officer
    await officer.startAt(`/patients?q=${known.person.ipp}`)
    await screens.row(page, known.person.family).first().click()
    await officer.click(screens.tab(page, 'Identité'))
    await officer.click(page.getByRole('button', { name: 'Vérifier l’INS auprès d’INSi' }))
    await shows(page.locator('body'), /INSi confirme l’INS/)
    expect(await axeFindings(page)).toEqual([])

    const changed = (await people()).map((one) =>
      one.ins.matricule === known.person.ins ? { ...one, traits: { ...one.traits, birthPlaceCode: '22113' } } : one,
    )
    await send(`${run.simulators.insi.adminUrl}/people`, 'PUT', changed)
    await officer.click(page.getByRole('button', { name: 'Vérifier l’INS auprès d’INSi' }))
    await shows(page.locator('body'), /INS mise en doute/)
    await officer.fill(page.getByRole('textbox', { name: 'Motif de la décision' }), 'Lieu de naissance contredit')
    await officer.click(page.getByRole('button', { name: 'Retirer l’INS' }))
    await shows(screens.banner(page), /validée/i)
    await shows(page.getByRole('table', { name: 'Appels à INSi' }), /INS confirmée/)
    await officer.click(screens.row(page, 'Vérification de l’INS').first())
    await shows(screens.dialog(page), /RECSANSVITALE/)
  })

  it('is searched for a whole list, followed, and its results examined', async () => {
    const { page } = officer
    await admit(run, { qualified: false })
    await officer.startAt('/identites/lots-insi')
    await officer.click(page.getByRole('button', { name: 'Soumettre une liste à INSi' }))
    await officer.click(screens.dialog(page).getByRole('button', { name: 'Soumettre', exact: true }))
    const row = page.getByRole('table', { name: 'Lots d’appels à INSi' }).getByRole('row').nth(1)
    await shows(row, /Recherche de l’INS/)
    await shows(row, /[1-9]\d* sur|En cours|Terminé/)
    expect(await axeFindings(page)).toEqual([])
    await officer.click(row)
    await shows(screens.dialog(page), /À accepter|En attente|Aucune identité|À décider/, 60_000)
  })

  it('is printed, and its partners and readers are counted for the security officer', async () => {
    const { page } = officer
    const patients = await page.request.get(`${run.gateway}/api/patients?q=${known.person.ipp}`)
    const { items } = (await patients.json()) as { items: { id: string }[] }
    const id = items[0]?.id ?? ''
    for (const what of ['labels.pdf', 'sheet.pdf']) {
      const pdf = await page.request.get(`${run.gateway}/api/patients/${id}/identity/${what}`)
      expect(pdf.headers()['content-type']).toBe('application/pdf')
    }
    const security = await Person.sitDown(browser, run.gateway)
    await security.signIn('securityOfficer')
    await security.startAt(`/administration/traces/partenaires?patientId=${id}`)
    await shows(security.page.getByRole('table', { name: 'Partenaires d’échange' }), /INSi/)
    expect(await axeFindings(security.page)).toEqual([])
    await security.startAt(`/administration/traces?patientId=${id}`)
    await shows(security.page.getByRole('table', { name: 'Personnes qui ont vu l’INS' }), /\d/)
    await security.startAt('/administration/traces')
    await security.click(security.page.getByRole('button', { name: 'Grande extraction' }))
    await security.startAt('/administration/traces/extractions')
    await shows(security.page.getByRole('table', { name: 'Extractions des traces' }), /Prête/, 60_000)
    expect(await axeFindings(security.page)).toEqual([])
    await security.leave()
  })
})
