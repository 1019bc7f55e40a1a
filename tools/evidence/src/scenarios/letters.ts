import type { LetterSummary, LetterView, Page } from '@anamnese/contracts'
import { readCdaHeader } from '@anamnese/interop-cda'
import { eventually } from '@anamnese/tool-demo'
import { ensure, scenario, type Scenario } from '../run/scenario'
import { ROLES } from '../world/world'
import { pdfText } from './read-paper'

/** The circuit of a letter, from its template to its validation. */
export const LETTERS: Scenario[] = [
  scenario('HOP/va1.07', async (world, proofs) => {
    const arrival = await world.arrivals.admit()
    const physician = await world.as('physician')
    const draft = await eventually('le brouillon', () =>
      physician.post<LetterView>(`/api/patients/${arrival.patientId}/letters`, { stayNumber: arrival.stay.visit }),
    )
    const filled = Object.entries(draft.sections).filter(([, text]) => text.trim() !== '')
    ensure(filled.length > 0, 'Le modèle préremplit des sections.')
    ensure(draft.stayNumber === arrival.stay.visit, 'La lettre est celle du séjour.')
    ensure(draft.recipients.length > 0, 'Le médecin traitant est destinataire.')
    const text = filled.map(([, value]) => value).join('\n')
    ensure(/cardiologie/i.test(text), 'Le texte prérempli vient du séjour : unité de soins.')
    proofs.note(`Sections préremplies : ${filled.map(([name]) => name).join(', ')}.`)
    proofs.json('brouillon.json', { sections: draft.sections, recipients: draft.recipients })
    const page = await world.screens.person(ROLES.physician)
    await world.screens.open(page, `/dossiers/${arrival.patientId}/lettres/${draft.id}`)
    await page
      .getByText(/Motif d’hospitalisation/i)
      .first()
      .waitFor()
    await proofs.screenshot('lettre-preremplie', page)
    await page.context().close()
  }),
  scenario('HOP/va1.03', async (world, proofs) => {
    const arrival = await world.arrivals.admit()
    const draft = await world.letters.draft(arrival)
    const physician = await world.as('physician')
    const summary = 'Texte repris à la main avant la validation.'
    const saved = await physician.put<LetterView>(`/api/letters/${draft.id}`, {
      version: draft.version,
      sections: { summary },
    })
    const stale = await physician.request('PUT', `/api/letters/${draft.id}`, { version: draft.version, sections: {} })
    ensure(stale.status === 409, 'Un enregistrement fondé sur une version dépassée est refusé (409).')
    const document = await world.letters.validate(saved)
    const pdf = await world.letters.content(document, 'pdf')
    ensure((await pdfText(pdf)).includes(summary), 'Le document validé porte le texte modifié.')
    proofs.note('Texte modifié avant validation, présent dans le document ; deux auteurs ne s’écrasent pas (409).')
    proofs.file('lettre.pdf', pdf)
  }),
  scenario('HOP/va1.04', async (world, proofs) => {
    const { document } = await world.sentLetter()
    ensure(
      document.author.idNat === document.validator?.idNat,
      'L’auteur valide lui-même, sans relecture par un tiers.',
    )
    proofs.note(`Créée et validée par ${document.author.family} le ${document.validatedAt}.`)
    const traces = await world.traces(`action=document.validate&patientId=${document.patientId}`)
    proofs.json('validation.json', traces)
  }),
  scenario('HOP/va1.05', async (world, proofs) => {
    const arrival = await world.arrivals.admit()
    const draft = await world.letters.draft(arrival)
    const added = { family: 'QUERE', given: 'ANNE-MARIE', idNat: '810100000040' }
    const physician = await world.as('physician')
    const saved = await physician.put<LetterView>(`/api/letters/${draft.id}`, {
      version: draft.version,
      recipients: [...draft.recipients, added],
    })
    const document = await world.letters.validate(saved)
    const cda = await world.letters.content(document, 'cda')
    const named = readCdaHeader(cda).informationRecipients.map(({ person }) => person?.family)
    for (const { family } of [...draft.recipients, added])
      ensure(named.includes(family), `${family} est dans informationRecipient.`)
    proofs.note(`informationRecipient du CDA : ${named.join(', ')} (le dernier ajouté à la main).`)
    proofs.file('document.cda.xml', cda)
  }),
  scenario('HOP/va1.08', async (world, proofs) => {
    const arrival = await world.arrivals.admit()
    const draft = await world.letters.draft(arrival)
    const physician = await world.as('physician')
    for (const filter of ['author=me', `unit=${arrival.stay.unit.code}`, `patientId=${arrival.patientId}`]) {
      const page = await physician.get<Page<LetterSummary>>(`/api/letters?state=draft&size=200&${filter}`)
      ensure(
        page.items.some(({ id }) => id === draft.id),
        `Le brouillon est dans la liste (${filter}).`,
      )
      proofs.note(`Liste ${filter} : ${page.total} documents à valider.`)
      proofs.json(`liste-${filter.split('=')[0] ?? ''}.json`, page)
    }
    const other = await physician.get<Page<LetterSummary>>('/api/letters?state=draft&unit=6100&size=200')
    ensure(!other.items.some(({ id }) => id === draft.id), 'Le brouillon n’est pas dans la liste d’un autre service.')
    const secretary = await world.as('secretary')
    await secretary.post(`/api/patients/${arrival.patientId}/access`)
    const { author, id, version } = draft
    const validator = { idNat: author.idNat, family: author.family, given: author.given }
    const submitted = await secretary.post<LetterView>(`/api/letters/${id}/submit`, { version, validator })
    ensure(submitted.state === 'to-validate', 'La secrétaire soumet le document à la signature du médecin.')
    const toSign = await physician.get<Page<LetterSummary>>('/api/letters?state=to-validate&validator=me&size=200')
    ensure(
      toSign.items.some((letter) => letter.id === id),
      'Il est dans la liste de ce que le médecin a à signer.',
    )
    proofs.json('liste-a-signer.json', toSign)
    await world.letters.validate(submitted)
    const after = await physician.get<Page<LetterSummary>>(`/api/letters?patientId=${arrival.patientId}`)
    ensure(!after.items.some(({ id }) => id === draft.id), 'Validé, il n’est plus à valider.')
    const page = await world.screens.person(ROLES.physician)
    await world.screens.open(page, '/a-valider')
    await page.getByRole('main').waitFor()
    await proofs.screenshot('a-valider', page)
    await page.context().close()
  }),
]
