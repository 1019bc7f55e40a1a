import { clamdIsInstalled, EICAR, type RunningClamd, startClamd } from '@anamnese/platform-antivirus/testing'
import { eventually } from '@anamnese/platform-testing'
import { foreignCda, testIns } from '../testing/foreign-cda'
import { ReceptionDesk } from '../testing/reception-desk'

const installed = clamdIsInstalled()
if (!installed) console.warn('skipped: no clamd here (Debian package clamav-daemon)')

;(installed ? describe : describe.skip)('with a real antivirus', () => {
  let clamd: RunningClamd
  let desk: ReceptionDesk
  beforeAll(async () => {
    clamd = await startClamd()
    desk = await ReceptionDesk.open({ ANTIVIRUS: 'clamd', CLAMD_ADDRESS: clamd.address })
    await desk.knows(1)
  }, 90_000)
  afterAll(async () => {
    await desk.close()
    await clamd.stop()
  }, 30_000)

  it('what is infected is put aside with the name of the signature, is in no record, and does not come out', async () => {
    const infected = foreignCda(1, { patient: { ins: testIns(1) }, title: EICAR })
    const { body } = await desk.receive(Buffer.from(EICAR + infected.toString('utf8')))
    expect(body).toMatchObject({
      state: 'infected',
      reason: { code: 'CONTENT.INFECTED', message: expect.stringContaining('Eicar') as string },
    })
    expect(await desk.documentsOf('r1')).toEqual([])
    const bytes = await fetch(`${desk.url}/documents/received/${body.id}/content`, { headers: await desk.bench.as() })
    expect(bytes.status).toBe(422)
  })

  it('what is clean goes on', async () => {
    const { body } = await desk.receive(foreignCda(2, { patient: { ins: testIns(1) } }))
    expect(body.state).toBe('integrated')
  })

  it('while the antivirus is away documents wait, kept; they go on when it is back', async () => {
    await clamd.stop()
    const { body } = await desk.receive(foreignCda(3, { patient: { ins: testIns(1) } }))
    expect(body.state).toBe('received')
    expect(body.reason?.code).toBe('ANTIVIRUS.UNREACHABLE')
    const content = await fetch(`${desk.url}/documents/received/${body.id}/content`, { headers: await desk.bench.as() })
    expect(content.status).toBe(422)
    clamd = await startClamd({ folder: clamd.folder })
    await eventually(async () => {
      expect((await desk.ends(body.id)).state).toBe('integrated')
    }, 30_000)
  }, 60_000)
})
