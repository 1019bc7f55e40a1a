import { HealthRegistry } from './index'

describe('HealthRegistry', () => {
  it('is ready only when every check is', async () => {
    const health = new HealthRegistry()
    health.ready('base', () => ({ ok: true }))
    expect((await health.report('ready')).ok).toBe(true)
    health.ready('bus', () => ({ ok: false, detail: 'aucune partition' }))
    expect(await health.report('ready')).toMatchObject({ ok: false, checks: { bus: { detail: 'aucune partition' } } })
  })

  it('takes a check that throws or hangs for a failure', async () => {
    const health = new HealthRegistry()
    health.live('panne', () => Promise.reject(new Error('fermée')))
    health.live('muet', () => new Promise(() => undefined))
    const report = await health.report('live')
    expect(report.checks['panne']).toEqual({ ok: false, detail: 'fermée' })
    expect(report.checks['muet']?.ok).toBe(false)
  })
})
