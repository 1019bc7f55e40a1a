import { sameData, sendableData, withText } from './letter-data'

describe('the data of a letter as they are typed', () => {
  it('a row is begun on the screen and sent once it has a name', () => {
    const data = { treatments: [{ name: ' ' }, { name: 'Furosémide' }], allergies: [{ agent: '' }], plans: [] }
    expect(sendableData(data)).toEqual({ treatments: [{ name: 'Furosémide' }], allergies: [], plans: [] })
  })

  it('a property that is emptied is left out, not sent empty', () => {
    expect(withText({ name: 'x', end: '2026-11-24' }, 'end', '')).toEqual({ name: 'x' })
    expect(withText({ name: 'x' }, 'name', 'y')).toEqual({ name: 'y' })
    expect(sendableData({ entryMode: '', noTreatment: true })).toEqual({ noTreatment: true })
  })

  it('is the same whatever the order of its properties', () => {
    expect(sameData({ noTreatment: true, plans: [] }, { plans: [], noTreatment: true })).toBe(true)
    expect(sameData({ treatments: [{ name: 'a' }] }, { treatments: [{ name: 'b' }] })).toBe(false)
  })
})
