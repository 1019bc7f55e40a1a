import type { Job } from './job'
import { beginAttempt, endAttempt, hasten, retryDelay, type RetryPolicy } from './transitions'

const at = new Date('2026-11-25T10:00:00Z')
const later = (ms: number): Date => new Date(at.getTime() + ms)
const policy: RetryPolicy = { firstMs: 5_000, giveUpMs: 72 * 3_600_000, random: () => 0.5 }
const lease = { owner: 'me', until: later(15_000) }
const job: Job = {
  _id: '01',
  establishment: '220000020',
  version: 1,
  messageId: 'm',
  controlId: 'C1',
  channel: 'DMP',
  lane: 'DMP  1',
  operation: 'create',
  documentId: '1.2',
  documentType: '11490-0',
  acknowledge: true,
  state: 'pending',
  attempts: 0,
  failures: 0,
  uncertain: false,
  submissionSetId: '1.2.5',
  signatureId: '1.2.6',
  createdAt: at,
  changedAt: at,
  nextAttemptAt: at,
  history: [],
}
const sent = beginAttempt(job, lease, at)
const retry = {
  kind: 'retry',
  uncertain: false,
  code: 'SOAP.UNREACHABLE',
  label: 'Le service est injoignable.',
} as const

describe('A job of the PFI', () => {
  it('is written as sent, with its lease, before an attempt', () => {
    expect(sent).toMatchObject({ state: 'sent', attempts: 1, lease, uncertain: false })
  })

  it('has an uncertain outcome when it is taken up after the death of its process', () => {
    expect(beginAttempt(sent, lease, later(60_000))).toMatchObject({ attempts: 2, uncertain: true })
  })

  it('ends accepted without error nor lease', () => {
    const ended = endAttempt({ ...sent, error: { code: 'X', label: 'x' } }, { kind: 'accepted' }, policy, later(1))
    expect(ended).toMatchObject({ state: 'accepted', failures: 0 })
    expect(ended).not.toHaveProperty('lease')
    expect(ended).not.toHaveProperty('error')
  })

  it('waits longer at each failure, ten minutes at most', () => {
    const first = endAttempt(sent, retry, policy, at)
    expect(first).toMatchObject({
      state: 'pending',
      failures: 1,
      nextAttemptAt: later(5_000),
      error: { code: retry.code },
    })
    expect([1, 2, 3, 4].map((failures) => retryDelay(failures, policy))).toEqual([5_000, 10_000, 20_000, 40_000])
    expect(retryDelay(50, policy)).toBe(600_000)
    expect(retryDelay(1, { ...policy, random: () => 0 })).toBe(4_000)
    expect(retryDelay(1, { ...policy, random: () => 1 })).toBe(6_000)
  })

  it('remembers that an attempt may have been carried out', () => {
    expect(endAttempt(sent, { ...retry, uncertain: true }, policy, at).uncertain).toBe(true)
    expect(endAttempt({ ...sent, uncertain: true }, retry, policy, at).uncertain).toBe(true)
  })

  it('is given up when it is too old, with what prevented it', () => {
    const old = endAttempt(sent, retry, policy, later(policy.giveUpMs))
    expect(old).toMatchObject({ state: 'refused', error: { code: 'SOAP.UNREACHABLE' } })
    expect(old.history.at(-1)?.sentence).toBe('Abandonné : Le service est injoignable.')
  })

  it('is due at once when a person asks, under his name', () => {
    const asked = hasten(endAttempt(sent, retry, policy, at), 'Dr KERVADEC', later(10))
    expect(asked).toMatchObject({ state: 'pending', failures: 0, nextAttemptAt: later(10) })
    expect(asked.history.at(-1)).toMatchObject({ author: 'Dr KERVADEC', sentence: 'Nouvel essai demandé.' })
  })

  it('keeps a bounded history', () => {
    let current = job
    for (let turn = 0; turn < 200; turn += 1) current = endAttempt(beginAttempt(current, lease, at), retry, policy, at)
    expect(current.history.length).toBeLessThanOrEqual(100)
  })
})
