import { keys, staleAfter } from './keys'

describe('what a live change refreshes', () => {
  it('a sending that changes refreshes the follow-up, the indicators and the state of the DMP of its patient', () => {
    expect(staleAfter({ kind: 'dmp-order', id: 'o1', patientId: 'p1' })).toEqual([
      keys.orders,
      keys.indicators,
      keys.links,
      keys.dmpState('p1'),
    ])
  })

  it('a patient that changes refreshes the lists and this record only', () => {
    const stale = staleAfter({ kind: 'patient', id: 'p1', patientId: 'p1' })
    expect(stale).toContainEqual(['patient', 'p1', 'identity'])
    expect(stale).toContainEqual(keys.patients)
    expect(stale.flat()).not.toContain('documents')
  })

  it('a change without a patient still refreshes the lists', () => {
    expect(staleAfter({ kind: 'stay', id: 's1' })).toEqual([keys.wards, ['letter']])
  })

  it('a document refreshes the letters to validate and the documents of its record', () => {
    expect(staleAfter({ kind: 'document', id: 'd1', patientId: 'p1' })).toContainEqual(keys.documents('p1'))
  })
})
