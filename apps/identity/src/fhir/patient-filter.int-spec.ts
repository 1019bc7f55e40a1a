import { ippSystemsOf, parseSearch, PATIENT_SEARCH } from '@anamnese/interop-fhir-fr'
import { TestBench } from '@anamnese/platform-testing'
import { definition } from '../definition'
import { patientFilter, SORT_FIELDS } from './patient-filter'

interface Stage {
  stage: string
  indexBounds?: Record<string, string[]>
}

/** What a plan of MongoDB is made of, stage after stage. */
function stagesOf(plan: unknown): Stage[] {
  if (typeof plan !== 'object' || plan === null) return []
  return [...('stage' in plan ? [plan as Stage] : []), ...Object.values(plan).flatMap(stagesOf)]
}

function stored(rank: number): object {
  const code = rank.toString(26).padStart(3, '0')
  const day = new Date(Date.UTC(1930, 0, 1 + rank * 9)).toISOString().slice(0, 10)
  return {
    _id: `p${String(rank)}`,
    establishment: '220000020',
    version: 1,
    status: 'QUALIFIEE',
    traits: { birthName: `N${code}`, birthDate: day, sex: rank % 2 === 0 ? 'F' : 'M' },
    keys: { names: [`N${code}`], givenNames: [`G${code}`], pairs: [] },
    ippKeys: [`${String(rank)}^GAM&220000012`],
    insKey: `M${String(rank)}^1.2.250.1.213.1.4.10`,
    changedAt: new Date(Date.UTC(2026, 0, 1) + rank * 9_000_000).toISOString(),
  }
}

/** An index read whole, or bounded by the establishment alone, reads everybody. */
function isBounded({ stage, indexBounds = {} }: Stage): boolean {
  const narrowed = Object.entries(indexBounds).filter(([field]) => field !== 'establishment')
  return stage !== 'IXSCAN' || narrowed.some(([, bounds]) => bounds.every((one) => !one.includes('MinKey, MaxKey')))
}

describe('searches of patients in a large base', () => {
  let bench: TestBench

  beforeAll(async () => {
    bench = await TestBench.create(['dpi.identity.patient.v1', 'dpi.identity.dead-letter.v1', 'dpi.audit.trail.v1'])
    await bench.start(definition, { INS_TEST_OIDS: 'true' })
    // Enough of them, and different enough, for the planner to have a reason to choose.
    await bench.collection('patients').insertMany(Array.from({ length: 3000 }, (_, rank) => stored(rank)))
  }, 60_000)
  afterAll(async () => bench.close(), 30_000)

  it.each([
    'identifier=urn:oid:1.2.250.1.999.1.1.220.2|000003',
    'identifier=000003',
    'identifier=urn:oid:1.2.250.1.213.1.4.10|279035121518989',
    'identifier=279035121518989',
    'family=pat',
    'family:exact=PAT-TROIS',
    'given=dom',
    'name=pat,dom',
    'name=pat%20trois',
    'birthdate=1979-03-28',
    'birthdate=ge1979&birthdate=lt1980&gender=female',
    '_id=p1,p2',
    '_lastUpdated=gt2026-11-20&_sort=_lastUpdated',
    'family=pat&birthdate=1979&_sort=family',
  ])('%s reads an index, never all the records', async (query) => {
    const search = parseSearch(PATIENT_SEARCH, new URLSearchParams(query), false)
    const systems = ippSystemsOf('GAM&220000012&M', '1.2.250.1.999.1.1.220', [])
    const filter = { ...patientFilter(search, systems), establishment: '220000020' }
    const sort = { [SORT_FIELDS[search.sort.field] ?? '_id']: 1 as const }
    const plan = await bench.collection('patients').find(filter).sort(sort).limit(21).explain('queryPlanner')
    const stages = stagesOf((plan as { queryPlanner: { winningPlan: unknown } }).queryPlanner.winningPlan)
    expect(stages.some(({ stage }) => /IXSCAN|IDHACK|EXPRESS/.test(stage))).toBe(true)
    expect(stages.filter((stage) => stage.stage === 'COLLSCAN' || !isBounded(stage))).toEqual([])
  })
})
