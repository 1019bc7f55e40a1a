import { nextSort, sortState } from './column'

describe('the sort of a list', () => {
  it('turns round when the same column is chosen again', () => {
    expect(nextSort(undefined, 'name')).toBe('name')
    expect(nextSort('name', 'name')).toBe('-name')
    expect(nextSort('-name', 'name')).toBe('name')
    expect(nextSort('-name', 'date')).toBe('date')
  })

  it('is told to screen readers', () => {
    expect(sortState('name', 'name')).toBe('ascending')
    expect(sortState('-name', 'name')).toBe('descending')
    expect(sortState('date', 'name')).toBe('none')
  })
})
