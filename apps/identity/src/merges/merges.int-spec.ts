import {
  type DuplicateView,
  type MergePreview,
  type MergeView,
  type Page,
  PatientChanged,
  TrailRecorded,
  type UndoPreview,
} from '@anamnese/contracts'
import { Hl7Message, readAck } from '@anamnese/interop-hl7v2'
import { MllpClient } from '@anamnese/interop-mllp'
import { eventually } from '@anamnese/platform-testing'
import { MergeDesk, PROV } from '../test/merge-desk'
import { a01, a28, a31, a40, OTHER_MATRICULE } from '../test/messages'

describe('merges and their undoing', () => {
  let desk: MergeDesk

  beforeAll(async () => {
    desk = await MergeDesk.open()
  }, 60_000)
  afterAll(async () => desk.close(), 30_000)

  it('shows what a merge will do, makes it, tells both records, and undoes it exactly', async () => {
    await desk.send(a28({ ipp: 'F1', ...PROV, names: 'PATTROIS^DOMINIQUE^DOMINIQUE^^^^L' }))
    await desk.send(a01({ ipp: 'F2', id: 'F2-IN' }, 'MF2'))
    const [before, other] = [await desk.patient('F1'), await desk.patient('F2')]
    const events = await desk.bench.collect(PatientChanged, TrailRecorded)
    const preview = await desk.call<MergePreview>('POST', '/identity/merges/preview', {
      survivorId: before._id,
      absorbedId: other._id,
    })
    expect(preview.body).toMatchObject({
      survivor: { status: 'PROVISOIRE' },
      absorbed: { status: 'QUALIFIEE' },
      warnings: [],
      moves: [
        { label: 'IPP rattachés', items: ['F2'] },
        { label: 'Justificatifs et INS repris', count: 1 },
        { label: 'Séjours connus ici', items: ['9000001'] },
      ],
    })
    expect(preview.body.kept).toContain('INS reprise du dossier absorbé : 279035121518989.')
    expect(preview.body.traits.find((one) => one.field === 'birthName')).toMatchObject({ difference: 'spelling' })

    const done = await desk.merge('F1', 'F2')
    expect(done).toMatchObject({ status: 201, body: { state: 'done', origin: { kind: 'OFFICER' } } })
    expect(await desk.patient('F1')).toMatchObject({
      status: 'QUALIFIEE',
      insKey: '279035121518989^1.2.250.1.213.1.4.10',
    })
    expect(await desk.patient('F2')).toMatchObject({ mergedInto: before._id, status: 'PROVISOIRE' })
    await eventually(() => {
      const told = events.filter((event) => event.type === PatientChanged.type).map((event) => event.data)
      expect(told).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ patientId: other._id, mergedInto: before._id }),
          expect.objectContaining({ patientId: before._id, status: 'QUALIFIEE' }),
        ]),
      )
      const traced = events.filter((event) => event.type === TrailRecorded.type).map((event) => event.data)
      expect(traced).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ action: 'identity.merge', patientId: before._id, reason: 'Doublon d’admission' }),
          expect.objectContaining({ action: 'identity.merge', patientId: other._id }),
        ]),
      )
    })

    // What still comes for the absorbed IPP goes to the survivor, whose identity it does not change.
    const late = await desk.send(a01({ ipp: 'F2', id: 'F2-LATE', ...PROV, names: 'AUTRE^NOM^NOM^^^^L' }, 'MF3'))
    expect(late).toMatchObject({ code: 'AA' })
    expect((await desk.patient('F1')).traits.birthName).toBe('PAT-TROIS')
    expect((await desk.patient('F1')).ippKeys).toEqual(['F1^GAM&220000012'])

    const undo = await desk.call<UndoPreview>('GET', `/identity/merges/${done.body.id}/undo`)
    expect(undo.body).toMatchObject({ stays: [{ controlId: 'F2-LATE', event: 'A01', stayNumber: '9000001' }] })
    expect(undo.body.obstacle).toBeUndefined()
    const undone = await desk.call<MergeView>('POST', `/identity/merges/${done.body.id}/undo`, {
      version: 1,
      reason: 'Deux personnes, après vérification',
    })
    expect(undone).toMatchObject({
      status: 200,
      body: { state: 'undone', undone: { by: expect.any(String) as string } },
    })
    const [survivor, absorbed] = [await desk.patient('F1'), await desk.patient('F2')]
    expect(survivor).toMatchObject({ status: 'PROVISOIRE', traits: before.traits })
    expect(survivor.insKey).toBeUndefined()
    expect(absorbed).toMatchObject({ status: 'QUALIFIEE', insKey: other.insKey, traits: other.traits })
    expect(absorbed.mergedInto).toBeUndefined()
    expect(absorbed.history.at(-1)).toMatchObject({ reason: 'Deux personnes, après vérification' })

    // Later messages find the absorbed record again.
    await desk.send(a31({ ipp: 'F2', id: 'F2-AFTER', names: 'PAT-TROIS^DOMINIQUE^DOMINIQUE^^^^L~PAT^DOM^^^^^D' }))
    expect((await desk.patient('F2')).traits.usedName).toBe('PAT')
    expect(
      await desk.call('POST', `/identity/merges/${done.body.id}/undo`, { version: 2, reason: 'encore une fois' }),
    ).toMatchObject({
      status: 409,
      body: { code: 'MERGE.UNDONE' },
    })
  }, 40_000)

  it('refuses two qualified identities, and asks that strong differences be read', async () => {
    await desk.send(a28({ ipp: 'G1', ins: OTHER_MATRICULE, names: 'GUEGAN^ANNE^ANNE^^^^L', birth: '19600508' }))
    await desk.send(a28({ ipp: 'G3', ...PROV, names: 'GUEGAN^PAUL^PAUL^^^^L', birth: '19610508', sex: 'M' }))
    expect(await desk.merge('F2', 'G1', ['UNLIKE', 'BIRTH_DATE'])).toMatchObject({
      status: 422,
      body: { code: 'MERGE.TWO_INS' },
    })
    const warned = await desk.merge('G1', 'G3')
    expect(warned).toMatchObject({ status: 409, body: { code: 'MERGE.WARNINGS' } })
    expect(warned.body.detail).toContain('Dates de naissance différentes : 08/05/1960 et 08/05/1961.')
    expect((await desk.merge('G1', 'G3', ['BIRTH_DATE', 'SEX', 'UNLIKE'])).status).toBe(201)
    expect(await desk.call('POST', '/identity/merges', await desk.asked('G1', 'F1'), ['identity.write'])).toMatchObject(
      {
        status: 403,
      },
    )
  }, 20_000)

  it('a merge is made on what was read, and never on a record already merged: no cycle is possible', async () => {
    await desk.send(a28({ ipp: 'H1', ...PROV, names: 'HERVE^LUC^LUC^^^^L', birth: '19700101', sex: 'M' }))
    await desk.send(a28({ ipp: 'H2', ...PROV, names: 'HERVE^LUC^LUC^^^^L', birth: '19700101', sex: 'M' }))
    await desk.send(a28({ ipp: 'H3', ...PROV, names: 'HERVE^LUC^LUC^^^^L', birth: '19700101', sex: 'M' }))
    const request = await desk.asked('H1', 'H2')
    await desk.send(a31({ ipp: 'H2', ...PROV, names: 'HERVE^LUC^LUC MARC^^^^L', birth: '19700101', sex: 'M' }))
    expect(await desk.call('POST', '/identity/merges', request)).toMatchObject({
      status: 409,
      body: { code: 'IDENTITY.CONFLICT' },
    })
    // A → B → C, then C → A.
    const first = await desk.merge('H2', 'H1')
    expect(first.status).toBe(201)
    const second = await desk.merge('H3', 'H2')
    expect(second.status).toBe(201)
    expect(await desk.merge('H1', 'H3')).toMatchObject({ status: 409, body: { code: 'IDENTITY.MERGED' } })
    const undo = { version: 1, reason: 'Chaîne à défaire' }
    expect(await desk.call('POST', `/identity/merges/${first.body.id}/undo`, undo)).toMatchObject({
      status: 409,
      body: { code: 'MERGE.SURVIVOR_MERGED' },
    })
    expect((await desk.call('POST', `/identity/merges/${second.body.id}/undo`, undo)).status).toBe(200)
    expect((await desk.call('POST', `/identity/merges/${first.body.id}/undo`, undo)).status).toBe(200)
    expect((await desk.patient('H1')).mergedInto).toBeUndefined()
  }, 20_000)

  it('of two officers who merge two records both ways at once, one is told', async () => {
    await desk.send(a28({ ipp: 'I1', ...PROV, names: 'IZARD^EVA^EVA^^^^L', birth: '19720101' }))
    await desk.send(a28({ ipp: 'I2', ...PROV, names: 'IZARD^EVA^EVA^^^^L', birth: '19720101' }))
    const answers = await Promise.all([desk.merge('I1', 'I2'), desk.merge('I2', 'I1')])
    expect(answers.map((one) => one.status).sort()).toEqual([201, 409])
    const merged = [await desk.patient('I1'), await desk.patient('I2')].filter((one) => one.mergedInto !== undefined)
    expect(merged).toHaveLength(1)
  }, 20_000)

  it('while messages come for both, a merge loses none of them', async () => {
    for (const ipp of ['J1', 'J2'])
      await desk.send(a28({ ipp, ...PROV, names: 'JEGOU^NOE^NOE^^^^L', birth: '19740101', sex: 'M' }))
    const senders = ['J1', 'J2'].map(() => new MllpClient({ host: '127.0.0.1', port: desk.port }))
    const flow = senders.map(async (sender, lane) => {
      for (let index = 0; index < 12; index++) {
        const text = a01(
          {
            ipp: lane === 0 ? 'J1' : 'J2',
            id: `J${String(lane)}-${String(index)}`,
            ...PROV,
            names: 'JEGOU^NOE^NOE^^^^L',
            birth: '19740101',
            sex: 'M',
          },
          `MJ${String(lane)}-${String(index)}`,
          [],
        )
        expect(readAck(Hl7Message.parse(await sender.send(Buffer.from(text))))).toMatchObject({ code: 'AA' })
      }
    })
    let answer = await desk.merge('J1', 'J2')
    for (let tries = 0; answer.status === 409 && tries < 20; tries++) answer = await desk.merge('J1', 'J2')
    expect(answer.status).toBe(201)
    await Promise.all(flow)
    for (const sender of senders) sender.close()
    expect(await desk.bench.collection('hl7_messages').countDocuments({ controlId: /^J[01]-/, outcome: 'AA' })).toBe(24)
    expect((await desk.patient('J2')).mergedInto).toBe((await desk.patient('J1'))._id)
  }, 40_000)

  it('a merge told by a message is undone the same way; an INS held elsewhere meanwhile makes a collision', async () => {
    const traits = { names: 'KERDONCUFF^LENA^LENA^^^^L', birth: '19760101' }
    const ins = '236066322083656'
    await desk.send(a28({ ipp: 'K1', ...PROV, ...traits }))
    await desk.send(a28({ ipp: 'K2', ins, ...traits }))
    expect(await desk.send(a40('K2', { ipp: 'K1', ins, ...traits }))).toMatchObject({ code: 'AA' })
    expect(await desk.patient('K1')).toMatchObject({ status: 'QUALIFIEE' })
    const { body } = await desk.call<Page<MergeView>>('GET', '/identity/merges?q=kerdoncuff')
    expect(body.items).toMatchObject([{ origin: { kind: 'PAM' }, state: 'done' }])
    const undone = await desk.call('POST', `/identity/merges/${body.items[0]!.id}/undo`, {
      version: 1,
      reason: 'Erreur de la GAM',
    })
    expect(undone.status).toBe(200)
    // The survivor has this INS by its own message: it is not given twice, a person decides.
    expect((await desk.patient('K2')).insKey).toBeUndefined()
    const collisions = await desk.call<Page<DuplicateView>>('GET', '/identity/duplicates?kind=INS')
    expect(collisions.body.items).toMatchObject([
      { state: 'open', score: 100, collision: { ins: { matricule: ins }, origin: { kind: 'UNDO' } } },
    ])
  }, 20_000)
})
