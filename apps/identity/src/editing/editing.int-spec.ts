import type {
  IdentityConflict,
  PatientChangedData,
  PatientDetail,
  PlaceView,
  TraitsCheckResponse,
} from '@anamnese/contracts'
import { PatientChanged, TrailRecorded } from '@anamnese/contracts'
import { eventually } from '@anamnese/platform-testing'
import { OfficerBench, type Told } from '../test/officer-bench'
import { a28, a31, adt } from '../test/messages'

const PROVISIONAL = { ins: null, reliability: 'PROV', birth: '19800302', sex: 'M', place: '2B020' }

describe('changing an identity', () => {
  let officer: OfficerBench
  beforeAll(async () => {
    officer = await OfficerBench.start()
  }, 60_000)
  afterAll(async () => {
    await officer.close()
  }, 30_000)

  async function arrived(ipp: string, parts: object = {}): Promise<PatientDetail> {
    await officer.send(a28({ ipp, ...PROVISIONAL, names: `CORSE ${ipp}^ANTHONY^ANTHONY JEAN^^^^L`, ...parts }))
    return officer.byIpp(ipp)
  }
  const path = (patient: PatientDetail, rest: string): string => `/patients/${patient.id}/identity/${rest}`
  const change = (patient: PatientDetail, body: object, actor = {}) =>
    officer.call<Told>('PATCH', path(patient, 'traits'), { version: patient.version, ...body }, actor)

  it('a strict trait of a qualified identity that changes withdraws its INS, keeps what was, and is told to the others', async () => {
    await officer.send(a28({ ipp: 'E1' }))
    const before = await officer.byIpp('E1')
    expect(before.status).toBe('QUALIFIEE')
    const events = await officer.bench.collect(PatientChanged)
    const trails = await officer.bench.collect(TrailRecorded)
    const reason = 'Erreur de saisie du jour'
    const { status, body } = await change(before, { traits: { birthDate: '1979-03-29' }, reason })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      status: 'PROVISOIRE',
      traits: { birthDate: '1979-03-29' },
      pastTraits: [{ traits: { birthDate: '1979-03-28' }, reason }],
      insHistory: [{ ins: { matricule: '279035121518989' }, reason }],
    })
    expect(body.ins).toBeUndefined()
    expect(body.history).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'status', from: 'QUALIFIEE', to: 'PROVISOIRE', reason, version: body.version }),
        expect.objectContaining({ kind: 'traits', from: '28/03/1979', to: '29/03/1979' }),
        expect.objectContaining({ kind: 'ins', what: 'INS retirée.' }),
      ]),
    )
    await eventually(() => {
      const last = events
        .map(({ data }) => data as PatientChangedData)
        .filter(({ patientId }) => patientId === before.id)
        .at(-1)
      expect(last).toMatchObject({ status: 'PROVISOIRE', version: body.version })
      expect(last?.ins).toBeUndefined()
      const trace = trails.find(({ data }) => (data as { action: string }).action === 'identity.change')
      expect(trace?.data).toMatchObject({ detail: 'QUALIFIEE → PROVISOIRE', reason, ins: true })
    })
  }, 20_000)

  it('needs the right to change strict traits, and a reason; complementary traits need neither', async () => {
    const patient = await arrived('E2', { reliability: 'VALI' })
    expect(patient.status).toBe('VALIDEE')
    const clerk = { permissions: ['identity.write' as const] }
    const traits = { birthName: 'CORSE' }
    const reason = 'Document présenté'
    expect(await change(patient, { traits, reason }, clerk)).toMatchObject({
      status: 403,
      body: { code: 'IDENTITY.STRICT' },
    })
    expect(await change(patient, { traits })).toMatchObject({ status: 422, body: { code: 'IDENTITY.REASON' } })
    const used = await change(patient, { traits: { usedName: 'de l’Étang' }, telecoms: [] }, clerk)
    expect(used).toMatchObject({ status: 200, body: { status: 'VALIDEE', traits: { usedName: "DE L'ETANG" } } })
    expect(used.body.pastTraits).toEqual([])
    const removed = await change(used.body, { traits: { usedName: null } }, clerk)
    expect(removed.body.traits.usedName).toBeUndefined()
  })

  it('a validated identity stays validated when the new traits were checked on a document, else not', async () => {
    const patient = await arrived('E3', { reliability: 'VALI' })
    const reason = 'Carte présentée'
    const checked = await change(patient, { traits: { sex: 'F' }, reason, proofType: 'CN' })
    expect(checked.body).toMatchObject({ status: 'VALIDEE', traits: { sex: 'F' } })
    expect(checked.body.sources.filter(({ active }) => active)).toMatchObject([
      { mode: 'MANUAL', proof: { type: 'CN' } },
    ])
    const low = await change(checked.body, { traits: { sex: 'M' }, reason, proofType: 'PC' })
    expect(low.body.status).toBe('PROVISOIRE')
  })

  it('the first given name may be corrected within its list without any effect on the status (guide INS EXI ID 10)', async () => {
    await officer.send(
      a28({
        ipp: 'E4',
        ...PROVISIONAL,
        ins: '180032B02040123',
        reliability: 'VALI',
        names: 'CORSE^ANTHONY^ANTHONY JEAN^^^^L',
      }),
    )
    const patient = await officer.byIpp('E4')
    expect(patient.status).toBe('QUALIFIEE')
    const clerk = { permissions: ['identity.write' as const] }
    const first = { traits: { firstBirthGivenName: 'ANTHONY-JEAN' }, reason: 'Prénom composé' }
    const { body } = await change(patient, first, clerk)
    expect(body).toMatchObject({ status: 'QUALIFIEE', traits: { firstBirthGivenName: 'ANTHONY-JEAN' } })
    expect(body.ins?.matricule).toBe('180032B02040123')
    expect(body.pastTraits).toHaveLength(1)
  })

  it('two officers: the second is told who changed what, and what the record is now', async () => {
    const patient = await arrived('E5')
    const mine = await change(patient, { traits: { birthName: 'PREMIER' } })
    const theirs = await change(patient, { traits: { birthName: 'SECOND' } })
    expect(theirs).toMatchObject({ status: 409, body: { code: 'IDENTITY.CONFLICT' } })
    expect(theirs.body.details as IdentityConflict).toMatchObject({
      version: mine.body.version,
      changes: [{ what: 'Nom de naissance : CORSE E5 → PREMIER.' }],
      patient: { traits: { birthName: 'PREMIER' } },
    })
    const both = await Promise.all(['X', 'Y'].map((name) => change(mine.body, { traits: { birthName: name } })))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  it('wrong traits are refused; those that came otherwise long ago do not prevent another change', async () => {
    const patient = await arrived('E6', { names: 'C0RSE^ANTHONY^ANTHONY^^^^L' })
    const used = await change(patient, { traits: { usedName: 'MARTIN' } })
    expect(used.status).toBe(200)
    const wrong = await change(used.body, { traits: { birthName: 'CORSE1', birthDate: '2999-01-01' } })
    expect(wrong).toMatchObject({ status: 422, body: { errors: [{ field: 'birthName' }, { field: 'birthDate' }] } })
    expect(await change(used.body, { traits: { birthName: null } })).toMatchObject({ status: 422 })
  })

  it('doubtful withdraws the INS and stays whatever messages say, until a person lifts it', async () => {
    const parts = {
      ...PROVISIONAL,
      ipp: 'E7',
      ins: '297022A02077878',
      reliability: 'VALI',
      names: 'ADRTROIS^DOMINIQUE^DOMINIQUE^^^^L',
    }
    await officer.send(a28(parts))
    const patient = await officer.byIpp('E7')
    expect(patient.status).toBe('QUALIFIEE')
    const put = (version: number, attributes: string[]) =>
      officer.call<Told>('PUT', path(patient, 'attributes'), {
        version,
        attributes,
        reason: 'Suspicion d’usurpation',
      })
    const doubted = await put(patient.version, ['DOUTEUSE'])
    expect(doubted.body).toMatchObject({ status: 'PROVISOIRE', attributes: ['DOUTEUSE'] })
    expect(doubted.body.ins).toBeUndefined()
    expect(doubted.body.sources.some(({ active, proof }) => active && proof)).toBe(false)
    await officer.send(a31(parts))
    await officer.send(a31({ ...parts, sex: 'F' }))
    const still = await officer.detail(patient.id)
    expect(still).toMatchObject({ status: 'PROVISOIRE', attributes: ['DOUTEUSE'] })
    expect(still.ins).toBeUndefined()
    expect((await put(still.version, ['FICTIVE', 'HOMONYME'])).status).toBe(422)
    const lifted = await put(still.version, ['HOMONYME'])
    expect(lifted.body).toMatchObject({ status: 'PROVISOIRE', attributes: ['HOMONYME'] })
    await officer.send(a31(parts))
    expect(await officer.detail(patient.id)).toMatchObject({ status: 'QUALIFIEE', attributes: ['HOMONYME'] })
  })

  it('a source that a person ends demotes, and can be restored with what it established', async () => {
    const patient = await arrived('E8', { reliability: 'VALI' })
    const source = patient.sources.find(({ active }) => active)!
    const act = (version: number, verb: 'end' | 'restore') =>
      officer.call<Told>('POST', path(patient, `sources/${source.id}/${verb}`), {
        version,
        reason: 'Document falsifié',
      })
    const ended = await act(patient.version, 'end')
    expect(ended.body).toMatchObject({
      status: 'PROVISOIRE',
      sources: [{ active: false, endReason: 'Document falsifié', restorable: true }],
    })
    expect((await act(ended.body.version, 'end')).body.code).toBe('SOURCE.ENDED')
    const restored = await act(ended.body.version, 'restore')
    expect(restored.body).toMatchObject({ status: 'VALIDEE', sources: [{ active: true }] })
    const changed = await change((await act(restored.body.version, 'end')).body, { traits: { birthName: 'AUTRE' } })
    expect((await act(changed.body.version, 'restore')).body.code).toBe('SOURCE.CONTRADICTS')
  })

  it('a movement that comes meanwhile is no conflict, and is noted', async () => {
    const patient = await arrived('E9')
    const unit = 'CARDIOLOGIE^^^^^GAM&220000012&M^UF^^^6268'
    const segments = [
      'PV1|1|I|6268^101^F|R|||||||||||||||9000009^^^GAM&220000012&M^VN',
      `ZBE|MVT9^GAM^220000012^M|20260310080500||INSERT|N||${unit}|${unit}|HMS`,
    ]
    await officer.send(
      adt('A01', 'ADT_A01', { ipp: 'E9', ...PROVISIONAL, names: 'CORSE E9^ANTHONY^ANTHONY JEAN^^^^L', segments }),
    )
    expect(await change(patient, { traits: { usedName: 'DURAND' } })).toMatchObject({ status: 200 })
  })

  it('rules can be asked before sending: errors, alerts, and the code of the place at the birth date', async () => {
    const check = async (traits: object) =>
      (await officer.call<TraitsCheckResponse>('POST', '/identity/traits/check', { traits })).body
    const traits = { birthName: 'X', firstBirthGivenName: 'PAUL', birthGivenNames: 'JEAN PAUL', sex: 'M' }
    const { errors, alerts } = await check({ ...traits, birthDate: '1970-05-01', birthPlaceCode: '2A004' })
    expect(errors).toEqual([])
    expect(alerts.map(({ code }) => code)).toEqual(['NOT_IN_LIST', 'PERIOD'])
    expect(alerts[1]?.message).toContain('le code est 20004')
  })

  it('places are proposed with the code of the birth date first', async () => {
    const { body } = await officer.call<PlaceView[]>('GET', '/identity/places?q=ajacc&at=1970-05-01')
    expect(body).toMatchObject([
      { code: '20004', valid: true },
      { code: '2A004', valid: false, hint: expect.stringContaining('20004') as string },
    ])
  })
})
