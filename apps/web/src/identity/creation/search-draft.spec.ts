import { requestOf } from './search-draft'

describe('the search before a creation', () => {
  it('starts from a birth date that exists', () => {
    expect(requestOf({ birthDate: '31/02/1980', name: '', givenName: '' })).toContain('date de naissance')
    expect(requestOf({ birthDate: '02031980', name: '', givenName: '' })).toEqual({ birthDate: '1980-03-02' })
  })

  it('takes the first three letters of a name: who is written otherwise must be found too', () => {
    expect(requestOf({ birthDate: '02/03/1980', name: ' Guézennec', givenName: 'Az' })).toEqual({
      birthDate: '1980-03-02',
      name: 'Gué',
      givenName: 'Az',
    })
  })
})
