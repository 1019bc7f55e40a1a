import fs from 'node:fs'
import { type CandidateSearchResponse, PatientChanged, type PatientChangedData } from '@anamnese/contracts'
import { Mongo } from '@anamnese/platform-mongo'
import { eventually, TestBench } from '@anamnese/platform-testing'
import type { Patient } from '../patients/patient'
import { COMPILED, type LiveService, startLive } from '../test/live-service'

const PEOPLE = 5

describe('a service killed while it creates and changes identities', () => {
  let bench: TestBench
  let alive: LiveService | undefined
  let mongo: Mongo | undefined
  let environment: NodeJS.ProcessEnv

  beforeAll(async () => {
    if (!fs.existsSync(COMPILED)) throw new Error('the crash test runs the compiled service: npm run build')
    bench = await TestBench.create([
      'dpi.identity.patient.v1',
      'dpi.identity.movement.v1',
      'dpi.identity.consent.v1',
      'dpi.consent.choices.v1',
      'dpi.identity.dead-letter.v1',
      'dpi.audit.trail.v1',
    ])
    const database = `${bench.database}_identity`
    environment = { ...bench.environment, MONGODB_DATABASE: database, INS_TEST_OIDS: 'true' }
    mongo = await Mongo.connect({ uri: String(bench.environment['MONGODB_URI']), database })
  }, 60_000)
  afterAll(async () => {
    await alive?.kill()
    await mongo?.onApplicationShutdown()
    await bench.close()
  }, 30_000)

  async function ask(method: string, path: string, body: object): Promise<Response | undefined> {
    const headers = await bench.as()
    const asked = fetch(`${alive?.url ?? ''}${path}`, { method, headers, body: JSON.stringify(body) })
    return asked.catch(() => undefined)
  }

  /** Asks, with a kill -9 at a moment of its own; then the service lives again. */
  async function askKilled(delayMs: number, method: string, path: string, body: object): Promise<Response | undefined> {
    const victim = alive
    const asked = ask(method, path, body)
    setTimeout(() => void victim?.kill(), delayMs)
    const answer = await asked
    await victim?.kill()
    alive = await startLive(environment)
    return answer
  }

  it('creates each person once whoever asks again, changes whole or not at all, and tells what was written', async () => {
    const patients = mongo!.connection.collection('patients')
    const events = await bench.collect(PatientChanged)
    alive = await startLive(environment)
    for (let index = 0; index < PEOPLE; index++) {
      const birthDate = `195${String(index)}-02-03`
      const birthName = `VIVANT${String.fromCharCode(65 + index)}`
      const found = await ask('POST', '/identity/candidates', { birthDate })
      const { token } = (await found!.json()) as CandidateSearchResponse
      const traits = { birthName, firstBirthGivenName: 'ANNE', birthDate, sex: 'F', birthPlaceCode: '22070' }
      const request = { searchToken: token, traits }
      const first = await askKilled(3 + index * 8, 'POST', '/patients', request)
      const again = await ask('POST', '/patients', request)
      // Made before it was killed: the search is used up. Not made: the second request makes it.
      expect([201, 409]).toContain(again!.status)
      if (first?.status === 201) expect(again!.status).toBe(409)
      const made = (await patients.find({ 'traits.birthName': birthName }).toArray()) as unknown as Patient[]
      expect(made).toHaveLength(1)
      const [patient] = made
      const path = `/patients/${patient!._id}/identity/traits`
      const change = { version: 1, traits: { usedName: 'DURAND', birthName: `${birthName}X` } }
      await askKilled(3 + index * 6, 'PATCH', path, change)
      const after = (await patients.findOne({ _id: patient!._id as never })) as unknown as Patient
      const changed = after.version === 2
      expect(after).toMatchObject({
        traits: changed ? { birthName: `${birthName}X`, usedName: 'DURAND' } : { birthName },
      })
      expect(after.pastTraits ?? []).toHaveLength(changed ? 1 : 0)
    }
    const stored = (await patients.find().toArray()) as unknown as Patient[]
    expect(new Set(stored.map(({ ipps }) => ipps[0]?.value)).size).toBe(PEOPLE)
    const versions = stored.flatMap(({ _id, version }) =>
      Array.from({ length: version }, (_, index) => `${_id} ${String(index + 1)}`),
    )
    await eventually(() => {
      const told = events.map(({ data }) => data as PatientChangedData)
      expect([...new Set(told.map(({ patientId, version }) => `${patientId} ${String(version)}`))].sort()).toEqual(
        versions.sort(),
      )
    }, 30_000)
  }, 240_000)
})
