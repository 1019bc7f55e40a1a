import type { DocumentView, Page } from '@anamnese/contracts'
import { inRecord } from '../testing/desk'
import { foreignCda, testIns } from '../testing/foreign-cda'
import { ReceptionDesk } from '../testing/reception-desk'
import { documentFilter } from './document-filter'

const COUNT = 2000
let desk: ReceptionDesk

beforeAll(async () => {
  desk = await ReceptionDesk.open()
  await desk.knows(1)
  await desk.receive(foreignCda(1, { patient: { ins: testIns(1) } }))
  const collection = desk.bench.collection('documents')
  const model = await collection.findOne({ patientId: 'r1' })
  const rows = Array.from({ length: COUNT - 1 }, (_, index) => ({
    ...model,
    _id: `large-${index}`,
    oid: `1.2.250.1.999.2.9.${index}`,
    setId: `1.2.250.1.999.2.9.${index}`,
    type:
      index % 2 === 0 ? { code: '11488-4', system: '', display: 'CR de consultation' } : (model?.['type'] as object),
    // Several have the same instant: the order of the pages must not depend on luck.
    validatedAt: new Date(Date.UTC(2020, 0, 1 + Math.floor(index / 3))).toISOString(),
    received: { ...(model?.['received'] as object), sha256: String(index) },
  }))
  await collection.insertMany(rows as never[])
  await collection.insertMany(
    rows.map((row, index) => ({
      ...row,
      _id: `other-${index}`,
      oid: `${row.oid}.1`,
      setId: `${row.setId}.1`,
      patientId: `p${index}`,
    })) as never[],
  )
}, 90_000)
afterAll(async () => desk.close(), 30_000)

interface Plan {
  executionStats: { totalDocsExamined: number; nReturned: number }
}

async function planOf(query: object, size: number): Promise<{ plan: Plan; text: string }> {
  const filter = { ...documentFilter(['r1'], query as never), establishment: '220000020' }
  const cursor = desk.bench
    .collection('documents')
    .find(filter as never)
    .sort({ validatedAt: -1, _id: 1 })
    .limit(size)
  const plan = (await cursor.explain('executionStats')) as unknown as Plan
  return {
    plan,
    text: JSON.stringify((plan as unknown as { queryPlanner: { winningPlan: object } }).queryPlanner.winningPlan),
  }
}

describe('a record with two thousand documents', () => {
  it.each([
    ['the first page', {}],
    ['a type', { type: '11488-4' }],
  ])('%s is read by an index, as many documents as the page has, without a sort', async (_name, query) => {
    const { plan, text } = await planOf(query, 50)
    expect(text).toContain('IXSCAN')
    expect(text).not.toMatch(/"stage":"(SORT|COLLSCAN)"/)
    expect(plan.executionStats).toMatchObject({ totalDocsExamined: 50, nReturned: 50 })
  })

  it('is paged without showing a line twice or losing one', async () => {
    const seen = new Set<string>()
    for (let page = 1; page <= COUNT / 200; page += 1) {
      const path = `/patients/r1/documents?page=${page}&size=200`
      const { body } = await desk.call<Page<DocumentView>>('GET', path, undefined, inRecord('r1'))
      expect(body.total).toBe(COUNT)
      for (const { id } of body.items) seen.add(id)
    }
    expect(seen.size).toBe(COUNT)
  })
})
