import { formatSize, toneOfResult } from './received'

describe('sizes and results', () => {
  it('are written as people read them', () => {
    expect(formatSize(12)).toBe('12 octets')
    expect(formatSize(12_345)).toBe('12,3 ko')
    expect(formatSize(3_400_000)).toBe('3,4 Mo')
  })

  it('only what is out of range stands out', () => {
    expect(toneOfResult({ name: 'a', value: '1' })).toBe('off')
    expect(toneOfResult({ name: 'a', value: '1', flag: 'low' })).toBe('warn')
    expect(toneOfResult({ name: 'a', value: '1', flag: 'critical-high' })).toBe('fail')
  })
})
