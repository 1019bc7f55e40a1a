import { CorrespondentChanged, MovementRecorded, type Problem, type RecipientSuggestion } from '@anamnese/contracts'
import { eventually } from '@anamnese/platform-testing'
import { Desk, inRecord } from '../testing/desk'

const MORVAN = { idNat: '810100000065', family: 'MORVAN', given: 'ANNE' }

let desk: Desk
beforeAll(async () => {
  desk = await Desk.open()
}, 60_000)
afterAll(async () => desk.close(), 30_000)

describe('the recipients offered for a letter', () => {
  it('are the care circle and earlier recipients of the patient, with the address that the Annuaire knows', async () => {
    await desk.arrive('r1')
    const first = await desk.newLetter('r1')
    const ssr = { family: 'SSR DU PORT', mailbox: 'ssr@etablissement.mssante.example' }
    const saved = await desk.call<typeof first>('PUT', `/letters/${first.id}`, inRecord('r1'), {
      version: first.version,
      recipients: [ssr],
    })
    expect((await desk.validate(saved.body)).status).toBe(200)
    const mailboxes = [{ address: 'anne.morvan@medecin.mssante.example', type: 'PER' as const }]
    await desk.bench.publish(CorrespondentChanged, MORVAN.idNat, {
      ...CorrespondentChanged.example,
      ...MORVAN,
      mailboxes,
    })
    await desk.bench.publish(MovementRecorded, 'r1', {
      ...MovementRecorded.example,
      patientId: 'r1',
      stayNumber: 'r1',
      details: { referringDoctor: MORVAN },
    })
    const letter = await desk.newLetter('r1')
    await eventually(async () => {
      const { body } = await desk.call<RecipientSuggestion[]>('GET', `/letters/${letter.id}/recipients`, inRecord('r1'))
      expect(body.map(({ recipient, because }) => [recipient.mailbox, because])).toEqual([
        ['paul.tanguy@medecin.mssante.example', 'Médecin traitant'],
        ['anne.morvan@medecin.mssante.example', 'Médecin adresseur'],
        ['ssr@etablissement.mssante.example', 'Destinataire d’un document précédent'],
      ])
    })
  })

  it('are for those who have the record open', async () => {
    await desk.arrive('r2')
    const letter = await desk.newLetter('r2')
    const refused = await desk.call<Problem>('GET', `/letters/${letter.id}/recipients`, inRecord('another'))
    expect(refused.status).toBe(403)
  })
})
