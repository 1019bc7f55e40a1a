import type { InsiCardResponse, InsiSearchResponse, ScanResponse } from '@anamnese/contracts'
import type { IdentityTraits } from '@anamnese/domain-traits'
import { datamatrixPng, encodeInsDatamatrix } from '@anamnese/interop-datamatrix'
import { TrailRecorded } from '@anamnese/contracts'
import { eventually } from '@anamnese/platform-testing'
import { type Arrived, InsiBench } from '../test/insi-bench'

const OID = '1.2.250.1.213.1.4.10'

describe('an identity read outside', () => {
  let on: InsiBench

  beforeAll(async () => {
    on = await InsiBench.start()
  }, 60_000)
  afterAll(async () => on.close(), 30_000)

  const traitsOf = ({ person }: Arrived, over: Partial<IdentityTraits> = {}): IdentityTraits => ({
    birthName: person.NomNaissance,
    firstBirthGivenName: person.Prenom,
    birthGivenNames: person.ListePrenom,
    birthDate: person.DateNaissance,
    sex: 'M',
    birthPlaceCode: person.LieuNaissance,
    ...over,
  })
  const codeOf = (arrived: Arrived, over: Partial<IdentityTraits> = {}, oid = OID): string =>
    encodeInsDatamatrix({ matricule: arrived.person.number + arrived.person.key, oid }, traitsOf(arrived, over))
  const scan = async (body: object): Promise<{ status: number; body: ScanResponse & { code?: string } }> =>
    on.call('POST', '/identity/scans', body)

  async function withIns(): Promise<Arrived> {
    const arrived = await on.arrive()
    on.insi.answer({ person: arrived.person })
    const path = `/patients/${arrived.id}/identity/insi`
    const { body } = await on.call<InsiSearchResponse>('POST', `${path}/search`)
    await on.call('POST', `${path}/accept`, { callId: body.callId, version: 1 })
    return arrived
  }

  it('leads to the record that has this INS, even when its traits are no longer those of the code', async () => {
    const events = await on.bench.collect(TrailRecorded)
    const known = await withIns()
    const { body } = await scan({ text: codeOf(known) })
    expect(body).toMatchObject({ findings: [], matches: [{ by: 'ins', patient: { id: known.id }, differences: [] }] })
    expect(body.initial).toBeUndefined()
    const married = await scan({ text: codeOf(known, { birthName: 'AUTRE' }) })
    expect(married.body).toMatchObject({
      findings: [{ severity: 'warning', code: 'SCAN.OTHER_TRAITS' }],
      matches: [{ by: 'ins', differences: [{ field: 'birthName', read: 'AUTRE' }] }],
    })
    await eventually(() => {
      const traces = events.map((event) => event.data as { action: string; patientId?: string; ins: boolean })
      expect(traces).toContainEqual(
        expect.objectContaining({ action: 'ins.scan', patientId: known.id, ins: true }) as object,
      )
    })
  })

  it('leads to a record of the same traits, or proposes to create one that starts with them', async () => {
    const local = await on.arrive()
    const same = await scan({ text: codeOf(local) })
    expect(same.body).toMatchObject({
      matches: [{ by: 'traits', patient: { id: local.id, status: 'PROVISOIRE' } }],
      initial: { source: 'DATAMATRIX', traits: { birthName: local.person.NomNaissance } },
    })
    expect((await scan({ text: codeOf(local, { birthPlaceCode: '2B004' }) })).body.matches).toMatchObject([
      { by: 'likely', differences: [{ field: 'birthPlaceCode' }] },
    ])
    expect((await scan({ text: codeOf(local, { birthName: 'NOUVEAU' }) })).body.matches).toEqual([])
  })

  it('is read on a picture; one that shows nothing, or is none, is refused in words', async () => {
    const local = await on.arrive()
    const image = (await datamatrixPng(codeOf(local))).toString('base64')
    expect((await scan({ image })).body).toMatchObject({ matches: [{ patient: { id: local.id } }] })
    expect(await scan({ image: Buffer.from('GIF89a').toString('base64') })).toMatchObject({
      status: 422,
      body: { code: 'SCAN.IMAGE' },
    })
    const other = (await datamatrixPng('AUTRE CODE')).toString('base64')
    expect(await scan({ image: other })).toMatchObject({ status: 422, body: { code: 'SCAN.NO_CODE' } })
    expect(await scan({})).toMatchObject({ status: 422, body: { code: 'SCAN.EMPTY' } })
  }, 30_000)

  it('with a false key, of another environment or cut short leads nowhere, and says why', async () => {
    const local = await on.arrive()
    const codes = async (text: string): Promise<string[]> => {
      const { body } = await scan({ text })
      expect(body.matches).toEqual([])
      expect(body.initial).toBeUndefined()
      return body.findings.map(({ code }) => code)
    }
    const text = codeOf(local)
    expect(await codes(text.replace(/(S1.{13})../, '$199'))).toContain('DATAMATRIX.KEY')
    expect(await codes(codeOf(local, {}, '1.2.250.1.213.1.4.8'))).toEqual(['DATAMATRIX.ENVIRONMENT'])
    expect(await codes(text.slice(0, -3))).toEqual(['DATAMATRIX.TRUNCATED'])
    expect(await codes('3401234567890')).toEqual(['DATAMATRIX.HEADER'])
  })

  it('from a carte Vitale, INSi says who it is before there is a record', async () => {
    const local = await on.arrive()
    on.insi.answer({ person: local.person })
    const card = { matricule: local.person.number, birthDate: '1980-03-02' }
    const { body } = await on.call<InsiCardResponse>('POST', '/identity/insi/card', { card })
    expect(body).toMatchObject({
      outcome: 'found',
      matches: [{ by: 'traits', patient: { id: local.id } }],
      initial: { source: 'VITALE', traits: { birthName: local.person.NomNaissance } },
    })
    on.insi.answer({ code: '01' })
    const none = await on.call<InsiCardResponse>('POST', '/identity/insi/card', { card })
    expect(none.body).toMatchObject({ outcome: 'not-found', matches: [] })
  })
})
