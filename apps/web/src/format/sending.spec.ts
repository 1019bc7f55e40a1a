import { byGravity, DMP_STATES, needsFollowUp, SENDING_STATES } from './sending'

describe('the state of sendings', () => {
  it('gives each state a word of its own, so that nothing depends on colour', () => {
    const words = Object.values(SENDING_STATES).map((state) => state.word)
    expect(new Set(words).size).toBe(words.length)
  })

  it('asks for attention only when a person has something to do', () => {
    expect(needsFollowUp({ state: 'refused' })).toBe(true)
    expect(needsFollowUp({ state: 'not-sent' })).toBe(true)
    expect(needsFollowUp({ state: 'pending' })).toBe(false)
    expect(needsFollowUp({ state: 'accepted' })).toBe(false)
  })

  it('puts what needs attention first', () => {
    const states = (['accepted', 'pending', 'refused', 'not-sent'] as const).map((state) => ({ state }))
    expect(states.sort(byGravity).map((order) => order.state)).toEqual(['refused', 'not-sent', 'pending', 'accepted'])
  })

  it('knows the four states of a DMP and the absence of an answer', () => {
    expect(Object.keys(DMP_STATES)).toHaveLength(5)
  })
})
