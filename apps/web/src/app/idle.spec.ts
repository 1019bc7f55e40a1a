import { idleState } from './idle'

describe('a session that nobody uses', () => {
  it('ends after its idle time, with a warning one minute before', () => {
    expect(idleState(0, 0, 1200)).toBe('active')
    expect(idleState(0, 1_139_000, 1200)).toBe('active')
    expect(idleState(0, 1_140_000, 1200)).toBe('warning')
    expect(idleState(0, 1_200_000, 1200)).toBe('over')
  })
})
