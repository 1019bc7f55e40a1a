import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { REQUIREMENTS } from '../catalogue'
import type { World } from '../world/world'
import { runScenarios } from './runner'
import { ensure, scenario } from './scenario'

const world = {} as World

describe('the run of scenarios', () => {
  let out: string
  beforeEach(() => {
    out = fs.mkdtempSync(path.join(os.tmpdir(), 'evidence-'))
  })
  afterEach(() => {
    fs.rmSync(out, { recursive: true })
  })

  it('lists every requirement, with the proofs of those that are shown and the reason of those that are not', async () => {
    const scenarios = [
      scenario('INS/va1.39', (_world, proofs) => {
        proofs.note('vu')
        proofs.json('traces.json', [1])
        return Promise.resolve()
      }),
      scenario('DMP/CONF.12', () => {
        ensure(false, 'PRT porte le FINESS')
        return Promise.resolve()
      }),
    ]
    const results = await runScenarios(world, scenarios, [], out, () => undefined)
    const of = (id: string): object | undefined => results.find((result) => result.id === id)
    expect(results.map(({ id }) => id)).toEqual(REQUIREMENTS.map(({ id }) => id))
    expect(of('INS/va1.39')).toMatchObject({
      status: 'proven',
      proofs: ['INS_va1.39/traces.json', 'INS_va1.39/observations.txt'],
    })
    expect(of('DMP/CONF.12')).toMatchObject({ status: 'failed', detail: 'PRT porte le FINESS' })
    expect(of('SSI/GEN.18')).toMatchObject({ status: 'manual', proofs: [] })
    expect(of('DMP/UX.27')).toMatchObject({ status: 'missing' })
    expect(fs.readFileSync(path.join(out, 'INS_va1.39/observations.txt'), 'utf8')).toContain('vu')
    expect(fs.readFileSync(path.join(out, 'DMP_CONF.12/observations.txt'), 'utf8')).toContain('NON PROUVÉ')
  })

  it('plays only what is asked for, and never calls proven what was not played', async () => {
    let played = 0
    const scenarios = ['INS/va1.39', 'DMP/CONF.12'].map((id) =>
      scenario(id, () => {
        played++
        return Promise.resolve()
      }),
    )
    const told: string[] = []
    const results = await runScenarios(world, scenarios, ['DMP/CONF.12'], out, ({ id }) => told.push(id))
    expect(played).toBe(1)
    expect(told).toEqual(['DMP/CONF.12'])
    expect(results.filter(({ status }) => status === 'proven').map(({ id }) => id)).toEqual(['DMP/CONF.12'])
  })
})
