import { DocumentValidated, DmpOrderChanged } from '@anamnese/contracts'
import Ajv from 'ajv'
import addFormats from 'ajv-formats'
import { answeredBy } from './acknowledgements.controller'
import { retryDelay } from './backoff'
import { newControlId } from './control-id'
import { orderChanged, type ExchangeOrder } from './order'
import { canResend, orderView } from './order-view'
import * as to from './transitions'
import { saidTime, saidWhen } from './when'

const AT = new Date('2026-11-23T21:34:00Z')
const order: ExchangeOrder = {
  _id: 'o1',
  establishment: '220000020',
  version: 1,
  channel: 'DMP',
  patientId: 'p1',
  document: DocumentValidated.example,
  state: 'pending',
  attempts: 0,
  failures: 0,
  controlIds: [],
  createdAt: AT,
  changedAt: AT,
  nextAttemptAt: AT,
  history: [],
}
const wire = { controlId: 'DMP1', at: AT, operation: 'create' as const }
const sent = to.sending(order, wire, AT)
const zam = { answers: 'DMP1', kind: 'ACK_RECEPTION_DMP' as const, controlId: 'Z1', receivedAt: AT.toISOString() }
const advice = (): string => 'Vérifier l’identité.'

describe('an order', () => {
  it('goes from pending to accepted, each step in a sentence with its time and what comes next', () => {
    const accepted = to.accepted(to.acknowledged(sent, AT, 'ack'), AT)
    expect(accepted.history.map((line) => [line.state, line.sentence])).toEqual([
      ['sent', 'Envoyé à la PFI le 23/11/2026 à 22 h 34. Accusé attendu.'],
      ['acknowledged', 'Pris en charge par la PFI le 23/11/2026 à 22 h 34. Réponse du DMP attendue.'],
      ['accepted', 'Déposé dans le DMP le 23/11/2026 à 22 h 34.'],
    ])
    expect(accepted).toMatchObject({ attempts: 1, controlIds: ['DMP1'] })
    expect(accepted.nextAttemptAt).toBeUndefined()
  })

  it('says why it is refused and what to do', () => {
    const error = { code: 'X', label: 'INS inconnue', system: 'DMP_ERROR_CODE' }
    const refused = answeredBy(sent, { ...zam, positive: false, error }, advice)
    expect(refused?.history.at(-1)?.sentence).toBe(
      'Refusé par le DMP le 23/11/2026 à 22 h 34 : INS inconnue. Vérifier l’identité.',
    )
  })

  it('that was accepted before its technical acknowledgement came does not go back', () => {
    const accepted = answeredBy(sent, { ...zam, positive: true }, advice)!
    expect(to.acknowledged(accepted, AT, 'ack').state).toBe('accepted')
  })

  it('keeps its MSH-10 when no answer came, and takes another after an AR', () => {
    const reason = { code: 'MLLP.TIMEOUT', message: 'Sans réponse.' }
    expect(to.postponed(sent, AT, reason, undefined)).toMatchObject({ state: 'sent', wire })
    expect(to.postponed(sent, AT, reason, { ack: 'ack' }).wire).toBeUndefined()
    expect(to.resent({ ...sent, state: 'refused' }, AT, 'Dr X').wire).toBeUndefined()
  })

  it('ignores the refusal of an earlier sending, but not its success', () => {
    const again = to.sending(to.resent(sent, AT, 'Dr X'), { ...wire, controlId: 'DMP2' }, AT)
    expect(answeredBy(again, { ...zam, positive: false }, advice)).toBeUndefined()
    expect(answeredBy(again, { ...zam, positive: true }, advice)?.state).toBe('accepted')
    expect(answeredBy({ ...again, state: 'accepted' }, { ...zam, positive: true }, advice)).toBeUndefined()
  })

  it('notes a reading receipt without changing its state', () => {
    const accepted = { ...sent, state: 'accepted' as const, channel: 'MSS_PRO' as const, recipient: 'a@b.c' }
    const read = answeredBy(accepted, { ...zam, kind: 'ACK_LECTURE_MSS', positive: true }, advice)
    expect(read).toMatchObject({ state: 'accepted' })
    expect(read?.history.at(-1)?.sentence).toBe('Lu par a@b.c le 23/11/2026 à 22 h 34.')
  })

  it('has a history of bounded length, that keeps its first line', () => {
    let long = sent
    for (let n = 0; n < 500; n++) long = to.noted(long, AT, `note ${String(n)}`)
    expect(long.history).toHaveLength(200)
    expect(long.history[0]?.sentence).toMatch(/^Envoyé/)
    expect(long.history.at(-1)?.sentence).toBe('note 499')
  })

  it('may be sent again when refused, cancelled, not sent for a reason that may go, or unanswered for an hour', () => {
    const state = (change: Partial<ExchangeOrder>, later = 0): boolean =>
      canResend({ ...order, ...change }, new Date(AT.getTime() + later))
    expect(state({ state: 'refused' })).toBe(true)
    expect(state({ state: 'cancelled' })).toBe(true)
    expect(state({ state: 'not-sent', reason: { code: 'CHOICE.OPPOSED', message: '' } })).toBe(true)
    expect(state({ state: 'not-sent', reason: { code: 'DMP.BLOCKED', message: '' } })).toBe(false)
    expect(state({ state: 'acknowledged' })).toBe(false)
    expect(state({ state: 'acknowledged' }, 3_700_000)).toBe(true)
    expect(state({ state: 'accepted' }, 3_700_000)).toBe(false)
  })

  it('of a withdrawn document is given up when it waits, and is never sent again', () => {
    const gone = to.documentWithdrawn(sent, AT, 'Dr X')
    expect(gone).toMatchObject({ state: 'cancelled', withdrawn: true })
    expect(gone.nextAttemptAt).toBeUndefined()
    expect(gone.history.at(-1)).toMatchObject({
      sentence: 'Envoi abandonné le 23/11/2026 à 22 h 34 : document retiré.',
      author: 'Dr X',
    })
    expect(to.postponed(gone, AT, { code: 'MLLP.TIMEOUT', message: 'Sans réponse.' }, undefined).state).toBe(
      'cancelled',
    )
    const refused = to.documentWithdrawn({ ...order, state: 'refused' }, AT, 'Dr X')
    expect([gone, refused].map((one) => canResend(one, AT))).toEqual([false, false])
    expect(to.documentWithdrawn({ ...order, state: 'accepted' }, AT, 'Dr X').state).toBe('accepted')
  })

  it('that waits says so when the PFI does not answer', () => {
    const link = { _id: 'pfi' as const, connected: false, lastError: { at: AT, message: 'injoignable' } }
    expect(orderView(sent, 'X', link, AT).sentence).toMatch(/^En attente : la PFI ne répond pas \(le 23/)
    expect(orderView({ ...sent, state: 'accepted' }, 'X', link, AT).sentence).toMatch(/^Envoyé/)
  })

  it('is told in an event that obeys its schema', () => {
    const ajv = addFormats(new Ajv({ strict: true }))
    const refused = to.refusedByPfi(sent, AT, { code: 'PFI.207', message: 'Non.' })
    expect(ajv.validate(DmpOrderChanged.schema, orderChanged(refused))).toBe(true)
  })
})

describe('the delay before another attempt', () => {
  it('doubles up to ten minutes, more or less a fifth', () => {
    const delays = [0, 1, 2, 20, 2000].map((failures) => retryDelay(failures, () => 0.5))
    expect(delays).toEqual([5000, 10_000, 20_000, 600_000, 600_000])
    expect([retryDelay(0, () => 0), retryDelay(0, () => 1)]).toEqual([4000, 6000])
  })
})

describe('names and times', () => {
  it('give 20 characters to a control id, and never the same one twice', () => {
    const ids = Array.from({ length: 1000 }, () => newControlId('DMP', AT))
    expect(ids[0]).toMatch(/^DMP261123213400[0-9A-Z]{5}$/)
    expect(new Set(ids).size).toBeGreaterThan(990)
  })

  it('are those of the hospital’s clock', () => {
    expect(saidTime(new Date('2026-07-01T08:05:00Z'))).toBe('10 h 05')
    expect(saidWhen(new Date('2026-12-31T23:30:00Z'))).toBe('le 01/01/2027 à 0 h 30')
  })
})
