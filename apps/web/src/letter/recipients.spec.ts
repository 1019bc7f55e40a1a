import type { CorrespondentView } from '@anamnese/contracts'
import { hasRecipient, notYetNamed, recipientChoices } from './recipients'

const tanguy: CorrespondentView = {
  idNat: '810100000016',
  family: 'TANGUY',
  given: 'Paul',
  mailboxes: [
    { address: 'cabinet@medecin.mssante.example', type: 'ORG' },
    { address: 'paul.tanguy@medecin.mssante.example', type: 'PER' },
  ],
}

describe('the recipients of a letter', () => {
  it('offers each mailbox of a correspondent, the personal one first', () => {
    expect(recipientChoices([tanguy]).map((choice) => choice.recipient.mailbox)).toEqual([
      'paul.tanguy@medecin.mssante.example',
      'cabinet@medecin.mssante.example',
    ])
  })

  it('offers a correspondent without a mailbox, to be named only', () => {
    const [choice] = recipientChoices([{ ...tanguy, mailboxes: [] }])
    expect(choice?.recipient).toEqual({ idNat: '810100000016', family: 'TANGUY', given: 'Paul' })
  })

  it('does not add the same address twice', () => {
    const [first, second] = recipientChoices([tanguy]).map((choice) => choice.recipient)
    expect(hasRecipient([first!], first!)).toBe(true)
    expect(hasRecipient([first!], second!)).toBe(false)
  })

  it('offers from the record only those who are not named yet, even at another address', () => {
    const ssr = { family: 'SSR DU PORT', mailbox: 'ssr@etablissement.mssante.example' }
    const offered = [
      { recipient: { idNat: tanguy.idNat, family: 'TANGUY' }, because: 'Médecin traitant' },
      { recipient: ssr, because: 'Destinataire d’un document précédent' },
    ]
    const [first] = recipientChoices([tanguy]).map((choice) => choice.recipient)
    expect(notYetNamed(offered, [first!]).map(({ recipient }) => recipient)).toEqual([ssr])
    expect(notYetNamed(offered, [first!, ssr])).toEqual([])
  })
})
