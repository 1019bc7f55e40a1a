import { type LikelyExists, PatientChanged, type Problem } from '@anamnese/contracts'
import type { IdentityTraits } from '@anamnese/domain-traits'
import { eventually } from '@anamnese/platform-testing'
import { OfficerBench } from '../test/officer-bench'
import { a28 } from '../test/messages'

const TRAITS: IdentityTraits = {
  birthName: 'Ker-Huel',
  firstBirthGivenName: 'Azénor',
  birthGivenNames: 'Azénor Marie',
  birthDate: '1956-05-14',
  sex: 'F',
  birthPlaceCode: '22070',
}

describe('creating an identity', () => {
  let officer: OfficerBench
  beforeAll(async () => {
    officer = await OfficerBench.start()
  }, 60_000)
  afterAll(async () => {
    await officer.close()
  }, 30_000)

  it('is refused without a search of the same birth date made by the same person (guide INS EXI ID 17)', async () => {
    const refused = { status: 409, body: { code: 'IDENTITY.SEARCH_FIRST' } }
    const none = { searchToken: '01ARZ3NDEKTSV4RRFFQ69G5FAV', traits: TRAITS }
    expect(await officer.call('POST', '/patients', none)).toMatchObject(refused)
    const other = await officer.search({ birthDate: '1956-05-15' })
    expect(await officer.call('POST', '/patients', { searchToken: other.token, traits: TRAITS })).toMatchObject(refused)
    const mine = await officer.search({ birthDate: '1956-05-14' })
    const stolen = await officer.call('POST', '/patients', { searchToken: mine.token, traits: TRAITS }, { id: 'other' })
    expect(stolen).toMatchObject(refused)
  })

  it('writes the traits as the RNIV does, gives an IPP of the hospital, and tells the other services', async () => {
    const events = await officer.bench.collect(PatientChanged)
    const { status, body } = await officer.create({ traits: TRAITS, source: 'MANUAL' })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      status: 'PROVISOIRE',
      version: 1,
      traits: { birthName: 'KER-HUEL', firstBirthGivenName: 'AZENOR', birthGivenNames: 'AZENOR MARIE' },
      ipps: [{ value: 'A00000001', authority: { namespace: 'GAM', id: '220000012', type: 'M' } }],
      sources: [{ mode: 'MANUAL', active: true }],
      history: [{ kind: 'creation', version: 1 }],
    })
    await eventually(() => {
      expect(events.map(({ data }) => data)).toMatchObject([{ patientId: body.id, version: 1, status: 'PROVISOIRE' }])
    })
  }, 20_000)

  it('a search serves once', async () => {
    const { token } = await officer.search({ birthDate: '1970-01-01' })
    const request = { searchToken: token, traits: { ...TRAITS, birthName: 'UNIQUE', birthDate: '1970-01-01' } }
    const [one, two] = await Promise.all([1, 2].map(() => officer.call<Problem>('POST', '/patients', request)))
    expect([one!.status, two!.status].sort()).toEqual([201, 409])
    expect(await officer.call('POST', '/patients', request)).toMatchObject({ status: 409 })
  })

  it('a person who seems to have a record is not created twice, unless someone examined it: then a homonym', async () => {
    const again = await officer.create({ traits: { ...TRAITS, birthName: 'KERHUEL' } })
    expect(again).toMatchObject({ status: 409, body: { code: 'IDENTITY.LIKELY_EXISTS' } })
    const { candidates } = again.body.details as LikelyExists
    expect(candidates).toHaveLength(1)
    expect(candidates[0]?.reasons.length).toBeGreaterThan(0)
    const homonym = await officer.create({
      traits: TRAITS,
      differentFrom: candidates.map(({ id }) => id),
      attributes: ['HOMONYME'],
    })
    expect(homonym).toMatchObject({ status: 201, body: { attributes: ['HOMONYME'], status: 'PROVISOIRE' } })
  })

  it('the five traits are needed, and each one that is wrong is said', async () => {
    const { birthPlaceCode: _, ...four } = TRAITS
    const answer = await officer.create({ traits: { ...four, birthName: 'KER3' } })
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'IDENTITY.TRAITS', errors: [{ field: 'birthPlaceCode' }, { field: 'birthName' }] },
    })
  })

  it('a name of a hundred characters is kept whole', async () => {
    const birthName = `${'LE BRAS-'.repeat(12)}HUON`
    expect(birthName).toHaveLength(100)
    const answer = await officer.create({ traits: { ...TRAITS, birthName, birthDate: '1981-02-03' } })
    expect(answer).toMatchObject({ status: 201, body: { traits: { birthName } } })
  })

  it('a date of which a part is unknown is the one of the rule, and keeps its mark', async () => {
    const traits = { ...TRAITS, birthName: 'INCERTAIN', birthDate: '1950-04-17' }
    const birth = { precision: 'day-unknown' as const }
    expect(await officer.create({ traits, birth })).toMatchObject({ status: 422 })
    const kept = await officer.create({ traits: { ...traits, birthDate: '1950-04-01' }, birth })
    expect(kept).toMatchObject({ status: 201, body: { birth: { precision: 'day-unknown' } } })
  })

  it('a high-confidence document checked at the creation validates the identity; a doubtful one stays provisional', async () => {
    const traits = { ...TRAITS, birthName: 'VALIDE', birthDate: '1962-01-02' }
    expect(await officer.create({ traits, proofType: 'CN' })).toMatchObject({ body: { status: 'VALIDEE' } })
    const doubtful = { ...traits, birthName: 'DOUTE', birthDate: '1963-01-02' }
    expect(await officer.create({ traits: doubtful, proofType: 'CN', attributes: ['DOUTEUSE'] })).toMatchObject({
      status: 409,
      body: { code: 'IDENTITY.BLOCKED' },
    })
    const both = ['FICTIVE', 'HOMONYME'] as const
    expect(await officer.create({ traits: doubtful, attributes: [...both] })).toMatchObject({ status: 422 })
  })

  it('IPPs drawn at the same time are all different, and avoid those of the administrative system', async () => {
    const known = await officer.create({ traits: { ...TRAITS, birthName: 'AVANT', birthDate: '1930-01-01' } })
    const next = String(Number(known.body.ipps[0]?.value.slice(1)) + 1).padStart(8, '0')
    await officer.send(
      a28({ ipp: `A${next}`, ins: null, names: 'GAM^X^X^^^^L', birth: '19010203', reliability: 'PROV' }),
    )
    const names = Array.from({ length: 12 }, (_, index) => `CONCURRENT${String.fromCharCode(65 + index)}`)
    const made = await Promise.all(
      names.map((birthName, index) =>
        officer.create({ traits: { ...TRAITS, birthName, birthDate: `19${String(20 + index)}-06-07` } }),
      ),
    )
    expect(made.map(({ status }) => status)).toEqual(names.map(() => 201))
    const values = made.map(({ body }) => body.ipps[0]?.value)
    expect(new Set(values).size).toBe(names.length)
    expect(values).not.toContain(`A${next}`)
  }, 30_000)

  it('is for who may write identities', async () => {
    const answer = await officer.call('POST', '/identity/candidates', { birthDate: '1956-05-14' }, { permissions: [] })
    expect(answer.status).toBe(403)
  })
})

describe('the search before a creation', () => {
  let officer: OfficerBench
  beforeAll(async () => {
    officer = await OfficerBench.start()
    await officer.send(a28({ ipp: 'R1' }))
    const names = "D'ŒUVRE-LE GALL^ÉLISE^ÉLISE^^^^L~MARTIN^LISON^^^^^D"
    await officer.send(a28({ ipp: 'R2', ins: null, names, reliability: 'PROV' }))
  }, 60_000)
  afterAll(async () => {
    await officer.close()
  }, 30_000)

  it.each([
    [{ birthDate: '1979-03-28' }, 2],
    [{ birthDate: '1979-03-28', name: 'dœu' }, 1],
    [{ birthDate: '1979-03-28', name: 'MAR' }, 1],
    [{ birthDate: '1979-03-28', givenName: 'lis' }, 1],
    [{ birthDate: '1979-03-28', name: 'zzz' }, 0],
    [{ birthDate: '1980-03-28' }, 0],
    [{ matricule: '2 79 03 51 215 189 89' }, 1],
  ])('%j finds %i', async (criteria, expected) => {
    expect((await officer.search(criteria)).items).toHaveLength(expected)
  })

  it('shows status, attributes, address and INS of each record', async () => {
    const [found] = (await officer.search({ birthDate: '1979-03-28', name: 'PAT' })).items
    expect(found).toMatchObject({
      status: 'QUALIFIEE',
      attributes: [],
      address: { city: 'PARIS' },
      ins: { matricule: '279035121518989', nature: 'NIR' },
    })
  })

  it.each([
    [{}],
    [{ name: 'PAT' }],
    [{ birthDate: '1979-02-30' }],
    [{ matricule: '279035121518988' }],
    [{ matricule: '2790' }],
  ])('%j is refused with what to do', async (criteria) => {
    const answer = await officer.call<Problem>('POST', '/identity/candidates', criteria)
    expect(answer.status).toBe(422)
    expect(answer.body.detail).toMatch(/date de naissance|15 caractères/)
  })
})
