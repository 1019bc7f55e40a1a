import type { AccountView } from '@anamnese/contracts'
import { draftOf, requestOf } from './account-draft'

const account: AccountView = {
  id: 'a1',
  family: 'LE GOFF',
  given: 'Yann',
  profession: '60',
  professionLabel: 'Infirmier',
  units: ['6268'],
  permissions: ['patient.read', 'document.read'],
  active: true,
}

describe('an account as it is typed', () => {
  it('sends no permissions when none was chosen, so that the profession decides', () => {
    const draft = { ...draftOf(undefined), family: ' LE GOFF ', given: 'Yann', profession: '60' }
    expect(requestOf(draft, undefined)).toEqual({
      family: 'LE GOFF',
      given: 'Yann',
      profession: '60',
      units: [],
      active: true,
    })
  })

  it('sends permissions only when they were changed', () => {
    expect(requestOf(draftOf(account), account).permissions).toBeUndefined()
    const changed = { ...draftOf(account), permissions: ['patient.read' as const] }
    expect(requestOf(changed, account).permissions).toEqual(['patient.read'])
  })
})
