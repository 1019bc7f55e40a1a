import type { CandidateSearchResponse, Page, PatientSummary, Problem } from '@anamnese/contracts'
import type { GatewaySession } from '@anamnese/tool-demo'
import type { Proofs } from '../run/proofs'
import { ensure, scenario, type Scenario } from '../run/scenario'
import { showScans } from './ins-access'

async function search(session: GatewaySession, query: Record<string, string>): Promise<PatientSummary[]> {
  const page = await session.get<Page<PatientSummary>>(`/api/patients?size=200&${new URLSearchParams(query)}`)
  return page.items
}

/** Each search must find the patient, or must not. */
async function expectFound(
  session: GatewaySession,
  proofs: Proofs,
  patientId: string,
  searches: readonly [query: Record<string, string>, found: boolean][],
): Promise<void> {
  for (const [query, expected] of searches) {
    const found = (await search(session, query)).some(({ id }) => id === patientId)
    const words = JSON.stringify(query)
    ensure(found === expected, `La recherche ${words} ${expected ? 'trouve' : 'ne trouve pas'} le patient.`)
    proofs.note(`Recherche ${words} : ${found ? 'trouvé' : 'non trouvé'}, comme attendu.`)
  }
}

/** The same, in the search that comes before a creation. */
async function expectCandidate(
  officer: GatewaySession,
  proofs: Proofs,
  patientId: string,
  searches: readonly [criteria: object, found: boolean][],
): Promise<void> {
  for (const [criteria, expected] of searches) {
    const { items } = await officer.post<CandidateSearchResponse>('/api/identity/candidates', criteria)
    const found = items.some(({ id }) => id === patientId)
    const words = JSON.stringify(criteria)
    ensure(
      found === expected,
      `La recherche avant création ${words} ${expected ? 'trouve' : 'ne trouve pas'} le patient.`,
    )
    proofs.note(`Recherche avant création ${words} : ${found ? 'trouvé' : 'non trouvé'}, comme attendu.`)
  }
}

/** How a patient is found. */
export const IDENTITY_SEARCH: Scenario[] = [
  scenario('INS/va1.02', async (world, proofs) => {
    const { patientId, person } = await world.arrivals.admit({ usedName: 'GUEZENNEC-TREDAN' })
    await expectFound(await world.as('physician'), proofs, patientId, [
      [{ birthDate: person.birthDate }, true],
      [{ birthDate: person.birthDate, name: person.family.slice(0, 6) }, true],
      [{ birthDate: person.birthDate, name: 'GUEZ' }, true],
      [{ birthDate: person.birthDate, givenName: person.given.slice(0, 3) }, true],
      [{ birthDate: person.birthDate, name: 'ZZZ' }, false],
      [{ birthDate: '1956-05-15', name: person.family.slice(0, 6) }, false],
    ])
    await expectCandidate(await world.as('identityOfficer'), proofs, patientId, [
      [{ birthDate: person.birthDate, name: 'gué' }, true],
      [{ birthDate: person.birthDate, givenName: 'azé' }, true],
      [{ birthDate: person.birthDate, name: 'zzz' }, false],
    ])
  }),
  scenario('INS/va1.25', async (world, proofs) => {
    const { patientId, person } = await world.arrivals.admit({ usedName: "D'HÉROUVILLE LE-GAC" })
    const date = { birthDate: person.birthDate }
    await expectFound(await world.as('physician'), proofs, patientId, [
      [{ ...date, name: 'DHEROUVILLE' }, true],
      [{ ...date, name: 'd herouville' }, true],
      [{ ...date, name: 'd’hérouville le gac' }, true],
      [{ ...date, name: person.family.replace('-', ' ') }, true],
      [{ ...date, name: person.family.replace('-', '') }, true],
      [{ ...date, givenName: 'azénor' }, true],
    ])
  }),
  scenario('INS/va1.41', async (world, proofs) => {
    const arrival = await world.arrivals.admit()
    const { patientId, person } = arrival
    const { matricule } = person
    const session = await world.as('physician')
    await expectFound(session, proofs, patientId, [[{ q: matricule }, true]])
    const wrongKey = matricule.slice(0, 13) + String((Number(matricule.slice(13)) % 97) + 1).padStart(2, '0')
    for (const wrong of [wrongKey, matricule.slice(0, 13)]) {
      const answer = await session.request('GET', `/api/patients?q=${wrong}`)
      const body = (await answer.json()) as Problem & Page<PatientSummary>
      const found = answer.ok && body.items.some(({ id }) => id === patientId)
      ensure(!found, `La recherche de ${wrong} ne mène pas au patient.`)
      proofs.note(`Recherche de ${wrong} : ${answer.ok ? 'aucun patient' : `refusée, « ${body.title} »`}.`)
    }
    await showScans(world, proofs, arrival)
  }),
]
