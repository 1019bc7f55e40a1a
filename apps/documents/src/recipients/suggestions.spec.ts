import { MovementRecorded, type MovementRecordedData } from '@anamnese/contracts'
import { membersOf } from './care-circle'
import { suggestionsOf } from './suggestions'

const tanguy = { idNat: '810100000016', family: 'TANGUY', given: 'PAUL' }
const morvan = { idNat: '810100000065', family: 'MORVAN', given: 'ANNE' }

function movement(details: NonNullable<MovementRecordedData['details']>, change: Partial<MovementRecordedData> = {}) {
  return { ...MovementRecorded.example, details, ...change }
}

describe('the recipients that are offered', () => {
  it('are the general practitioner, the care circle, then earlier recipients, each once, with why', () => {
    const circle = membersOf(
      movement({ referringDoctor: morvan, roles: [{ action: 'UC', role: 'FHCP', professional: tanguy }] }),
    )
    const earlier = [
      { ...morvan, mailbox: 'anne@medecin.mssante.example' },
      { family: 'SSR DU PORT', mailbox: 'a@b.fr' },
    ]
    expect(
      suggestionsOf({ generalPractitioner: tanguy, circle, earlier }).map(({ recipient, because }) => [
        recipient.family,
        because,
      ]),
    ).toEqual([
      ['TANGUY', 'Médecin traitant'],
      ['MORVAN', 'Médecin adresseur'],
      ['SSR DU PORT', 'Destinataire d’un document précédent'],
    ])
  })

  it('do not come from a cancelled movement, nor from the roles of the hospital itself', () => {
    expect(membersOf(movement({ referringDoctor: morvan }, { action: 'CANCEL' }))).toEqual([])
    expect(membersOf(movement({ roles: [{ action: 'AD', role: 'AT', professional: morvan }] }))).toEqual([])
  })

  it('are no longer those whom a movement withdraws', () => {
    const [gone] = membersOf(movement({ roles: [{ action: 'DE', role: 'RP', professional: morvan }] }))
    expect(gone?.withdrawn).toBe(true)
  })
})
