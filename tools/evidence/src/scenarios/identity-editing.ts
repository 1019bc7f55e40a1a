import type {
  CandidateSearchResponse,
  IdentityConflict,
  LikelyExists,
  PatientDetail,
  Problem,
  TraitsCheckResponse,
} from '@anamnese/contracts'
import type { GatewaySession } from '@anamnese/tool-demo'
import type { Proofs } from '../run/proofs'
import { ensure, scenario, type Scenario } from '../run/scenario'
import { ROLES } from '../world/world'

/** A refusal, which must be the one expected. */
async function refusal(
  session: GatewaySession,
  proofs: Proofs,
  call: { method: string; path: string; body: object },
  code: string,
): Promise<Problem> {
  const answer = await session.request(call.method, call.path, call.body)
  const problem = (await answer.json()) as Problem
  ensure(!answer.ok && problem.code === code, `Refus attendu ${code}, reçu ${String(answer.status)} ${problem.code}.`)
  proofs.note(`Refusé : ${problem.title} ${problem.detail ?? ''}`)
  return problem
}

async function patch(session: GatewaySession, path: string, body: object): Promise<PatientDetail> {
  const answer = await session.request('PATCH', path, body)
  ensure(answer.ok, `Modification acceptée (${String(answer.status)}).`)
  return (await answer.json()) as PatientDetail
}

async function opened(session: GatewaySession, patientId: string): Promise<PatientDetail> {
  await session.post(`/api/patients/${patientId}/access`)
  return session.get<PatientDetail>(`/api/patients/${patientId}`)
}

/** Identities that people create and change, and what the rules refuse them. */
export const IDENTITY_EDITING: Scenario[] = [
  scenario('RNIV/EXI.17', async (world, proofs) => {
    const officer = await world.as('identityOfficer')
    const { family } = world.inventor.invent()
    const traits = {
      birthName: `${family} D'${'OEUVRE-'.repeat(11)}LE`.slice(0, 99).replace(/[-' ]$/, '') + 'X',
      firstBirthGivenName: 'Azénor',
      birthGivenNames: 'Azénor Marie',
      birthDate: '1957-03-09',
      sex: 'F' as const,
      birthPlaceCode: '22070',
    }
    const create = (body: object) => ({ method: 'POST', path: '/api/patients', body })
    const none = { searchToken: '01ARZ3NDEKTSV4RRFFQ69G5FAV', traits }
    await refusal(officer, proofs, create(none), 'IDENTITY.SEARCH_FIRST')
    const search = (): Promise<CandidateSearchResponse> =>
      officer.post('/api/identity/candidates', { birthDate: traits.birthDate, name: family.slice(0, 3) })
    const first = await search()
    for (const wrong of [{ birthDate: '2999-01-01' }, { birthName: 'KER3' }, { birthPlaceCode: '2C004' }]) {
      const body = { searchToken: first.token, traits: { ...traits, ...wrong } }
      await refusal(officer, proofs, create(body), 'IDENTITY.TRAITS')
    }
    const made = await officer.post<PatientDetail>('/api/patients', { searchToken: first.token, traits })
    ensure(made.status === 'PROVISOIRE', 'Une identité saisie est provisoire.')
    ensure(made.traits.birthName === traits.birthName, `Un nom de ${traits.birthName.length} caractères est gardé.`)
    ensure(made.traits.firstBirthGivenName === 'AZENOR', 'Le prénom est écrit sans accent, en majuscules.')
    proofs.json('identite-creee.json', made)
    const second = await search()
    ensure(
      second.items.some(({ id }) => id === made.id),
      'La recherche montre le dossier créé.',
    )
    const again = { searchToken: second.token, traits }
    const { details } = await refusal(officer, proofs, create(again), 'IDENTITY.LIKELY_EXISTS')
    const ids = (details as LikelyExists).candidates.map(({ id }) => id)
    const homonym = await officer.post<PatientDetail>('/api/patients', {
      ...again,
      differentFrom: ids,
      attributes: ['HOMONYME'],
    })
    ensure(homonym.attributes.includes('HOMONYME'), 'L’homonyme examiné reçoit son attribut.')
    const page = await world.screens.person(ROLES.identityOfficer)
    await world.screens.open(page, '/identites/nouvelle')
    await page.getByLabel('Date de naissance').fill('09/03/1957')
    await page.getByRole('button', { name: 'Rechercher', exact: true }).click()
    await page.getByRole('table', { name: 'Dossiers trouvés' }).waitFor()
    await proofs.screenshot('recherche-avant-creation', page)
    await page.context().close()
  }),
  scenario('RNIV/SI.07', async (world, proofs) => {
    const officer = await world.as('identityOfficer')
    const { patientId } = await world.arrivals.admit()
    const before = await opened(officer, patientId)
    ensure(before.status === 'QUALIFIEE' && before.ins !== undefined, 'L’identité est qualifiée, avec son INS.')
    const path = `/api/patients/${patientId}/identity/traits`
    const strict = { version: before.version, traits: { birthDate: '1956-05-15' } }
    await refusal(officer, proofs, { method: 'PATCH', path, body: strict }, 'IDENTITY.REASON')
    const reason = 'Erreur sur le jour de naissance'
    const after = await patch(officer, path, { ...strict, reason })
    ensure(after.status === 'PROVISOIRE' && after.ins === undefined, 'Le trait strict changé retire statut et INS.')
    ensure(after.pastTraits[0]?.traits.birthDate === before.traits.birthDate, 'Les anciens traits sont gardés.')
    ensure(after.insHistory[0]?.until !== undefined, 'L’ancienne INS est gardée, close.')
    proofs.json('avant.json', before)
    proofs.json('apres.json', after)
    const late = { method: 'PATCH', path, body: { ...strict, reason, traits: { birthName: 'AUTRE' } } }
    const { details } = await refusal(officer, proofs, late, 'IDENTITY.CONFLICT')
    const { changes } = details as IdentityConflict
    ensure(changes.length > 0, 'Qui a changé quoi, et quand, est dit à la seconde personne.')
    proofs.json('conflit.json', changes)
    const check = await officer.post<TraitsCheckResponse>('/api/identity/traits/check', {
      traits: { ...before.traits, birthDate: '1970-05-01', birthPlaceCode: '2A004', firstBirthGivenName: 'ZOE' },
    })
    ensure(check.errors.length === 0 && check.alerts.length === 2, 'Prénom hors liste et code hors période alertent.')
    for (const alert of check.alerts) proofs.note(`Alerte : ${alert.message}`)
  }),
  scenario('RNIV/SI.09', async (world, proofs) => {
    const officer = await world.as('identityOfficer')
    const { patientId } = await world.arrivals.admit()
    const before = await opened(officer, patientId)
    const path = `/api/patients/${patientId}/identity/attributes`
    const reason = 'Suspicion d’usurpation d’identité'
    const put = (version: number, attributes: string[]) => ({
      method: 'PUT',
      path,
      body: { version, attributes, reason },
    })
    await refusal(officer, proofs, put(before.version, ['FICTIVE', 'HOMONYME']), 'IDENTITY.ATTRIBUTES')
    const doubtful = await officer.put<PatientDetail>(path, put(before.version, ['DOUTEUSE']).body)
    ensure(doubtful.status === 'PROVISOIRE' && doubtful.ins === undefined, 'Douteuse : provisoire et sans INS.')
    const proof = {
      method: 'POST',
      path: `/api/patients/${patientId}/proofs`,
      body: { type: 'CN', version: doubtful.version },
    }
    await refusal(officer, proofs, proof, 'IDENTITY.BLOCKED')
    proofs.json('identite-douteuse.json', doubtful)
    const list = await officer.get<{ items: { id: string }[] }>('/api/identity/worklists/doubtful?size=200')
    ensure(
      list.items.some(({ id }) => id === patientId),
      'L’identité douteuse est dans sa liste de travail.',
    )
    const lifted = await officer.put<PatientDetail>(path, put(doubtful.version, []).body)
    ensure(
      lifted.attributes.length === 0 && lifted.status === 'PROVISOIRE',
      'Le doute levé, l’identité est à requalifier.',
    )
  }),
]
