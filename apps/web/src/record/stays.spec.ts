import type { StayView } from '@anamnese/contracts'
import { currentStay, staysForLetters } from './stays'

function stay(number: string, state: StayView['state'], admittedAt: string): StayView {
  return {
    id: number,
    patientId: 'p',
    number,
    patientClass: 'I',
    state,
    admittedAt,
    facts: [],
    contacts: [],
    movements: [],
  }
}

describe('the stay that the record is about', () => {
  it('is the open one, even when a later one was cancelled', () => {
    const stays = [
      stay('1', 'closed', '2026-01-01T08:00:00Z'),
      stay('2', 'open', '2026-11-20T08:00:00Z'),
      stay('3', 'cancelled', '2026-11-22T08:00:00Z'),
    ]
    expect(currentStay(stays)?.number).toBe('2')
  })

  it('is the last that ended when none is open', () => {
    const stays = [stay('1', 'closed', '2026-01-01T08:00:00Z'), stay('2', 'closed', '2026-11-20T08:00:00Z')]
    expect(currentStay(stays)?.number).toBe('2')
    expect(currentStay([stay('4', 'pre-admitted', '2026-12-01T08:00:00Z')])).toBeUndefined()
  })

  it('a letter can be written about open and closed stays, the latest first', () => {
    const stays = [
      stay('1', 'closed', '2026-01-01T08:00:00Z'),
      stay('2', 'open', '2026-11-20T08:00:00Z'),
      stay('3', 'cancelled', '2026-11-22T08:00:00Z'),
    ]
    expect(staysForLetters(stays).map((one) => one.number)).toEqual(['2', '1'])
  })
})
