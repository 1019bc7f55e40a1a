import { suggestedSurvivor } from './suggested-survivor'

const record = (id: string, status: 'QUALIFIEE' | 'PROVISOIRE', acts: number) => ({
  id,
  status,
  history: Array.from({ length: acts }, () => ({ at: '', author: '', what: '' })),
})

describe('the record suggested to stay', () => {
  it('is the one whose identity is best established, whichever comes first', () => {
    expect(suggestedSurvivor([record('a', 'PROVISOIRE', 9), record('b', 'QUALIFIEE', 1)])).toBe('b')
    expect(suggestedSurvivor([record('a', 'QUALIFIEE', 1), record('b', 'PROVISOIRE', 9)])).toBe('a')
  })

  it('of two alike, is the one with more behind it', () => {
    expect(suggestedSurvivor([record('a', 'PROVISOIRE', 1), record('b', 'PROVISOIRE', 3)])).toBe('b')
  })
})
