import type { InsiSearchResponse, PatientDetail } from '@anamnese/contracts'
import { hl7Time, identityMessage } from '@anamnese/tool-demo'
import { ensure, present, scenario, type Scenario } from '../run/scenario'
import type { Arrival } from '../world/arrivals'
import { ROLES } from '../world/world'
import { showInsiExchange, showReaders } from './ins-access'

const LONG_NAME = `${'LE BRAS-'.repeat(12)}L'HOSTIS`

/** What a record holds and shows of an identity. */
export const IDENTITY_RECORD: Scenario[] = [
  scenario('INS/va1.01', async (world, proofs) => {
    const wish = { family: LONG_NAME, usedName: 'DE KER-HUEL', givenNames: "AZENOR MARIE-REINE D'ARC" }
    const { patientId, person } = await world.arrivals.admit(wish)
    const detail = await (await world.as('physician')).get<PatientDetail>(`/api/patients/${patientId}`)
    const { traits, ins } = detail
    ensure(traits.birthName === LONG_NAME, `Un nom de ${LONG_NAME.length} caractères est gardé en entier.`)
    ensure(traits.usedName === 'DE KER-HUEL', 'Le nom utilisé a son champ.')
    ensure(traits.firstBirthGivenName === person.given, 'Le premier prénom de naissance a son champ.')
    ensure(traits.birthGivenNames === person.givenNames, 'La liste des prénoms de naissance a son champ.')
    ensure(traits.birthDate === person.birthDate && traits.sex === person.sex, 'Date de naissance et sexe sont gardés.')
    ensure(traits.birthPlaceCode === person.birthPlace, 'Le code du lieu de naissance est gardé.')
    ensure(ins?.matricule === person.matricule && ins.oid === person.oid, 'Le matricule et son OID sont gardés.')
    proofs.note(`Nom de ${LONG_NAME.length} caractères avec espaces, tirets et apostrophe : gardé tel quel.`)
    proofs.json('patient.json', { traits, ins })
    const refused = { ...world.inventor.invent(), birthDate: '1956-13-32' }
    const message = identityMessage('A28', refused, `${refused.key}-A28`, hl7Time(new Date()))
    const answer = await world.sender.send(message).then(
      () => 'accepté',
      (error: unknown) => String(error),
    )
    ensure(answer.includes('refusé'), 'Un jour 32 du mois 13 est refusé.')
    proofs.note(`Date de naissance 1956-13-32 : ${answer}`)
    const page = await world.screens.person(ROLES.physician)
    await world.screens.open(page, `/dossiers/${patientId}/identite`)
    await page.getByText('DE KER-HUEL').first().waitFor()
    await proofs.screenshot('identite', page)
    await page.context().close()
  }),
  scenario('INS/va1.36', async (world, proofs) => {
    const { arrival } = await world.sentLetter()
    const page = await world.screens.person(ROLES.physician)
    for (const tab of ['', '/sejours', '/documents', '/messages', '/identite', '/acces']) {
      await world.screens.open(page, `/dossiers/${arrival.patientId}${tab}`)
      const banner = page.getByLabel('Identité du patient')
      await banner.waitFor()
      const text = await banner.innerText()
      for (const label of ['Nom de naissance', '1er prénom de naissance', 'Né(e) le', 'Sexe'])
        ensure(text.toLowerCase().includes(label.toLowerCase()), `Le bandeau porte le libellé « ${label} ».`)
      for (const value of [arrival.person.family, arrival.person.given, '14/05/1956'])
        ensure(text.includes(value), `Le bandeau montre ${value}.`)
      await proofs.screenshot(`bandeau${tab.replace('/', '-')}`, page)
      proofs.note(
        `Onglet ${tab === '' ? 'Synthèse' : tab.slice(1)} : les quatre traits et leurs libellés sont affichés.`,
      )
    }
    await page.context().close()
  }),
  scenario('DMP/UX.11', async (world, proofs) => {
    const officer = await world.as('identityOfficer')
    const unqualified = (): Promise<Arrival> => world.arrivals.admit({ qualified: false })
    const validated = await unqualified()
    await officer.post(`/api/patients/${validated.patientId}/access`)
    const { version } = await officer.get<PatientDetail>(`/api/patients/${validated.patientId}`)
    await officer.post(`/api/patients/${validated.patientId}/proofs`, { type: 'CN', version })
    const recovered = await unqualified()
    await officer.post(`/api/patients/${recovered.patientId}/access`)
    const found = await officer.post<InsiSearchResponse>(`/api/patients/${recovered.patientId}/insi/search`)
    const known = await officer.get<PatientDetail>(`/api/patients/${recovered.patientId}`)
    const accepted = { callId: found.callId, version: known.version }
    await officer.post(`/api/patients/${recovered.patientId}/insi/accept`, accepted)
    const cases = [
      { word: /qualifiée/i, arrival: (await world.sentLetter()).arrival },
      { word: /provisoire/i, arrival: await unqualified() },
      { word: /validée/i, arrival: validated },
      { word: /récupérée/i, arrival: recovered },
    ]
    const page = await world.screens.person(ROLES.physician)
    for (const { word, arrival } of cases) {
      await world.screens.open(page, `/dossiers/${arrival.patientId}`)
      const banner = page.getByLabel('Identité du patient')
      await banner.getByText(word).first().waitFor()
      const shown = (await banner.innerText()).includes('Matricule INS')
      ensure(shown === (word.source === 'qualifiée'), 'Seule une identité qualifiée montre son matricule.')
      proofs.note(`Statut affiché sans clic : ${word.source}`)
      await proofs.screenshot(`statut-${word.source.slice(0, 5)}`, page)
    }
    await page.context().close()
  }),
  scenario('INS/va1.39', async (world, proofs) => {
    const { arrival } = await world.sentLetter()
    const physician = await world.as('physician')
    await physician.post(`/api/patients/${arrival.patientId}/access`)
    await physician.get(`/api/patients/${arrival.patientId}`)
    const me = physician.session.actor
    const traces = await world.traces(`patientId=${arrival.patientId}&ins=true`, (items) =>
      items.some(({ actor }) => actor.id === me.id),
    )
    const mine = present(
      traces.find(({ actor }) => actor.id === me.id),
      'accès de la cardiologue',
    )
    ensure(!Number.isNaN(Date.parse(mine.at)), 'La trace a une date et une heure.')
    ensure(mine.actor.name === me.name && mine.actor.idNat === me.idNat, 'La trace nomme la personne.')
    proofs.note(`${traces.length} accès à l’INS tracés, dont « ${mine.action} » par ${mine.actor.name} le ${mine.at}.`)
    proofs.json('acces-ins.json', traces)
    const officer = await world.as('securityOfficer')
    const { bytes } = await officer.bytes(`/api/audit.csv?patientId=${arrival.patientId}&ins=true`)
    proofs.file('acces-ins.csv', bytes)
    await showReaders(world, proofs, arrival.patientId)
    const page = await world.screens.person(ROLES.securityOfficer)
    await world.screens.open(page, `/administration/traces?patientId=${arrival.patientId}&ins=true`)
    await page.getByText(mine.actor.name).first().waitFor()
    await proofs.screenshot('journal', page)
    await page.context().close()
  }),
  scenario('INS/va1.46', async (world, proofs) => {
    const { arrival } = await world.sentLetter()
    const traces = await world.traces(`patientId=${arrival.patientId}`, (items) =>
      ['PFI', 'DMP'].every((name) => items.some((one) => one.ins && one.partner?.toUpperCase().includes(name))),
    )
    const exchanged = traces.filter(({ partner, ins }) => partner !== undefined && ins)
    const partners = [...new Set(exchanged.map(({ partner }) => partner))]
    proofs.note(`Partenaires avec qui l’INS a été échangée : ${partners.join(', ')}.`)
    proofs.json('echanges.json', exchanged)
    await showInsiExchange(world, proofs, arrival.patientId)
  }),
]
