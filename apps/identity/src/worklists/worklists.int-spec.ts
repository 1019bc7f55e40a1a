import type { IdentityWorklistRow, IdentityWorklists, Page } from '@anamnese/contracts'
import { OfficerBench } from '../test/officer-bench'
import { a01, a28 } from '../test/messages'
import { WORKLIST_SORTS, worklistFilter, WORKLISTS } from './worklist'

interface Plan {
  queryPlanner: { winningPlan: unknown }
}

/** The indexes of the two lists that may be long. */
const HINTS: Readonly<Record<string, Record<string, 1 | -1>>> = {
  'to-qualify': { establishment: 1, status: 1, lastMovementAt: -1, changedAt: -1, _id: -1 },
  'to-verify': { establishment: 1, insVerifiedAt: 1, _id: 1 },
}

const PROVISIONAL = { ins: null, reliability: 'PROV' }

describe('worklists of the identity officers', () => {
  let officer: OfficerBench
  beforeAll(async () => {
    officer = await OfficerBench.start()
    await officer.send(a28({ ipp: 'W1', ...PROVISIONAL, names: 'ABSENT^A^A^^^^L' }))
    await officer.send(a01({ ipp: 'W2', ...PROVISIONAL, names: 'PRESENT^B^B^^^^L', birth: '19500102' }))
    await officer.send(a28({ ipp: 'W3', ...PROVISIONAL, names: 'DOUTE^C^C^^^^L', birth: '19600102' }))
    await officer.send(a28({ ipp: 'W4', names: 'QUALIFIE^D^D^^^^L' }))
    const doubted = await officer.byIpp('W3')
    await officer.call('PUT', `/patients/${doubted.id}/identity/attributes`, {
      version: doubted.version,
      attributes: ['DOUTEUSE'],
      reason: 'Papiers d’un autre',
    })
  }, 60_000)
  afterAll(async () => {
    await officer.close()
  }, 30_000)

  const list = async (name: string, query = ''): Promise<IdentityWorklistRow[]> =>
    (await officer.call<Page<IdentityWorklistRow>>('GET', `/identity/worklists/${name}${query}`)).body.items
  const ipps = (rows: IdentityWorklistRow[]): (string | undefined)[] => rows.map((row) => row.ipps[0]?.value)

  it('to qualify: who is in the hospital comes first, the doubtful ones have their own list', async () => {
    const rows = await list('to-qualify')
    expect(ipps(rows)).toEqual(['W2', 'W1'])
    expect(rows[0]?.lastMovementAt).toBeDefined()
    expect(rows[1]).toMatchObject({ why: 'Contrôler une pièce d’identité et interroger INSi.' })
    expect(ipps(await list('doubtful'))).toEqual(['W3'])
    expect(ipps(await list('to-qualify', '?q=abs'))).toEqual(['W1'])
    expect(ipps(await list('to-qualify', '?sort=name'))).toEqual(['W1', 'W2'])
  })

  it('to verify: an INS received from outside and never verified here; to withdraw: one that is in doubt', async () => {
    expect(ipps(await list('to-verify'))).toEqual(['W4'])
    expect(await list('ins-to-withdraw')).toEqual([])
    const doubt = { at: new Date().toISOString(), reason: 'INSi ne reconnaît pas cette INS.' }
    const patients = officer.bench.collection('patients')
    await patients.updateOne({ ippKeys: /^W4\^/ }, { $set: { insDoubt: doubt } })
    expect(await list('to-verify')).toEqual([])
    const rows = await list('ins-to-withdraw')
    expect(rows[0]?.why).toBe('INSi ne reconnaît pas cette INS. Retirer l’INS ou la garder.')
    expect((await officer.call<IdentityWorklists>('GET', '/identity/worklists')).body.counters).toEqual({
      'to-qualify': 2,
      'to-verify': 0,
      doubtful: 1,
      'ins-to-withdraw': 1,
    })
  })

  it('each list is read by an index, the long ones in its order', async () => {
    const patients = officer.bench.collection('patients')
    for (const name of WORKLISTS) {
      const query = { ...worklistFilter(name, '2026-01-01'), establishment: '220000020' }
      const plan = (await patients.find(query).sort(WORKLIST_SORTS[name]).explain('queryPlanner')) as Plan
      expect(JSON.stringify(plan.queryPlanner.winningPlan)).not.toContain('COLLSCAN')
      const hint = HINTS[name]
      if (hint === undefined) continue
      // So few records are read by any index: the one made for the list must give them sorted.
      const made = patients.find(query).sort(WORKLIST_SORTS[name]).hint(hint)
      const { queryPlanner } = (await made.explain('queryPlanner')) as Plan
      expect(JSON.stringify(queryPlanner.winningPlan)).not.toContain('"SORT"')
    }
  })

  it('an unknown list does not exist, and who may not write identities sees none', async () => {
    expect((await officer.call('GET', '/identity/worklists/x')).status).toBe(404)
    expect((await officer.call('GET', '/identity/worklists', undefined, { permissions: [] })).status).toBe(403)
  })
})
