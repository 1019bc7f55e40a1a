import { DocumentTypes } from '@anamnese/interop-clinical-documents'
import { templateOf } from './letter-template'
import { withoutOverruledTexts } from './overruled'

const TEMPLATE = templateOf(new DocumentTypes().find('11490-0')!)

describe('texts of the template that the data contradict', () => {
  it('go when treatments, allergies or appointments are entered as data', () => {
    const texts = { ...TEMPLATE, followUp: `${TEMPLATE['followUp']?.split('\n')[0] ?? ''}\nSuivi par le Dr TANGUY.` }
    const data = {
      treatments: [{ name: 'x' }],
      noKnownAllergy: true,
      plans: [{ kind: 'appointment' as const, text: 'x' }],
    }
    expect(withoutOverruledTexts(texts, TEMPLATE, data)).toMatchObject({
      treatments: '',
      allergies: '',
      followUp: 'Suivi par le Dr TANGUY.',
    })
  })

  it('stay without data, and what a person wrote always stays', () => {
    expect(withoutOverruledTexts(TEMPLATE, TEMPLATE, { treatments: [] })).toEqual(TEMPLATE)
    const own = { treatments: 'À revoir dans un mois.\n\nAucun changement.' }
    expect(withoutOverruledTexts(own, TEMPLATE, { treatments: [{ name: 'x' }] })).toEqual(own)
  })
})
