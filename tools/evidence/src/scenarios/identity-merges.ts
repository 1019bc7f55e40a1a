import type { DuplicateView, MergePreview, MergeView, OpenRecordResponse, Page, StayView } from '@anamnese/contracts'
import { eventually, type GatewaySession, hl7Time, identityMessage } from '@anamnese/tool-demo'
import { ensure, present, scenario, type Scenario } from '../run/scenario'

async function pairs(officer: GatewaySession, kind: 'DUPLICATE' | 'INS', name: string): Promise<DuplicateView[]> {
  const query = new URLSearchParams({ kind, q: name })
  return (await officer.get<Page<DuplicateView>>(`/api/identity/duplicates?${query.toString()}`)).items
}

async function visits(session: GatewaySession, patientId: string): Promise<string> {
  const stays = await session.get<StayView[]>(`/api/patients/${patientId}/stays`)
  return stays
    .map(({ number }) => number)
    .sort()
    .join(',')
}

/** Two records of one person: found, merged, undone; one INS that two records claim. */
export const IDENTITY_MERGES: Scenario[] = [
  scenario('PAMFR/4.4', async (world, proofs) => {
    const [officer, physician] = [await world.as('identityOfficer'), await world.as('physician')]
    const known = await world.arrivals.admit()
    const { family, given, birthDate, sex, birthPlace } = known.person
    const again = await world.arrivals.admit({
      qualified: false,
      dmp: 'none',
      family,
      given,
      birthDate,
      sex,
      birthPlace,
    })
    const pair = await eventually('le doublon', async () => {
      const found = await pairs(officer, 'DUPLICATE', known.person.ipp)
      return found.find(({ records }) => records.some(({ id }) => id === again.patientId))
    })
    proofs.note(
      `Doublon ${pair.likelihood} (${String(pair.score)}) : ${pair.reasons.map((one) => one.label).join(', ')}.`,
    )

    const ids = { survivorId: known.patientId, absorbedId: again.patientId }
    const preview = await officer.post<MergePreview>('/api/identity/merges/preview', ids)
    proofs.note(`Avant la fusion : ${preview.kept.join(' ')}`)
    const merge = await officer.post<MergeView>('/api/identity/merges', {
      ...ids,
      survivorVersion: preview.survivor.version,
      absorbedVersion: preview.absorbed.version,
      reason: 'Même personne, deux admissions',
      acknowledged: preview.warnings.map((warning) => warning.code),
    })
    const both = [known.stay.visit, again.stay.visit].sort().join(',')
    await eventually('les séjours des deux dossiers', async () =>
      (await visits(physician, known.patientId)) === both ? true : undefined,
    )
    proofs.note(`Après la fusion, les séjours ${both} se lisent dans le dossier conservé.`)
    const opened = await physician.post<OpenRecordResponse>(`/api/patients/${again.patientId}/access`)
    ensure(opened.patientId === known.patientId, 'Le dossier absorbé ouvre le dossier conservé.')
    await officer.post(`/api/identity/merges/${merge.id}/undo`, { version: merge.version, reason: 'Deux sœurs' })
    await eventually('les séjours séparés', async () =>
      (await visits(physician, known.patientId)) === known.stay.visit ? true : undefined,
    )
    const reopened = await physician.post<OpenRecordResponse>(`/api/patients/${again.patientId}/access`)
    ensure(reopened.patientId === again.patientId, 'Le dossier absorbé s’ouvre de nouveau.')
    ensure((await visits(physician, again.patientId)) === again.stay.visit, 'Il retrouve son séjour.')
    proofs.note('Fusion annulée : chaque dossier retrouve ses séjours.')

    const other = world.inventor.invent()
    const message = identityMessage(
      'A28',
      { ...other, ins: known.person.matricule },
      `${other.key}-X`,
      hl7Time(new Date()),
    )
    // Accepted, with a remark: the identity is kept without the INS.
    await world.sender.send(message)
    proofs.file('ins-deja-portee.hl7', message)
    const claimed = await eventually('la collision', async () => (await pairs(officer, 'INS', other.ipp))[0])
    const { collision } = claimed
    ensure(collision?.holderId === known.patientId, 'L’INS reste au dossier qui la porte.')
    const second = claimed.records.find(({ id }) => id !== known.patientId)
    ensure(present(second, 'second dossier').ins === undefined, 'L’INS n’est pas donnée au second dossier.')
    proofs.note(`Collision à décider : ${collision.origin.label}.`)
    const traces = await world.traces(`patientId=${known.patientId}&action=identity`)
    proofs.note(
      `Traces : ${traces.map(({ action, reason }) => `${action}${reason ? ` (${reason})` : ''}`).join(', ')}.`,
    )
  }),
]
