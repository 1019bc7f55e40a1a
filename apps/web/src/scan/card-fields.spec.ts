import { cardDefect, cardOf } from './card-fields'

const CARD = {
  matricule: '2 79 03 51 215 189 89',
  insuredMatricule: '',
  birthName: '',
  birthDate: '28/03/1979',
  birthRank: '',
}

describe('the fields of a carte Vitale', () => {
  it('are sent without spaces, the date as the API takes it, empty ones left out', () => {
    expect(cardDefect(CARD)).toBeUndefined()
    expect(cardOf(CARD)).toEqual({ matricule: '279035121518989', birthDate: '1979-03-28' })
  })

  it('take a lunar date, and the card of an insured parent', () => {
    const child = { ...CARD, matricule: '', insuredMatricule: '2790351215189', birthDate: '31422019', birthRank: '1' }
    expect(cardDefect(child)).toBeUndefined()
    expect(cardOf(child)).toMatchObject({ birthDate: '2019-42-31', birthRank: '1' })
  })

  it('say what is missing', () => {
    expect(cardDefect({ ...CARD, matricule: '' })).toContain('NIR')
    expect(cardDefect({ ...CARD, matricule: '12' })).toContain('13')
    expect(cardDefect({ ...CARD, birthDate: '' })).toContain('date')
    expect(cardDefect({ ...CARD, birthRank: 'A' })).toContain('rang')
  })
})
