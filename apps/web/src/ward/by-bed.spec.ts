import { byBed } from './by-bed'

describe('the patients of a unit', () => {
  it('are sorted as one walks, and those without a bed come last by name', () => {
    const patients = [
      { birthName: 'C' },
      { birthName: 'X', room: '10', bed: 'A' },
      { birthName: 'Y', room: '9', bed: 'B' },
      { birthName: 'Z', room: '9', bed: 'A' },
      { birthName: 'A' },
    ]
    expect(patients.sort(byBed).map((patient) => patient.birthName)).toEqual(['Z', 'Y', 'X', 'A', 'C'])
  })
})
