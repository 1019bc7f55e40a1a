import type { MovementRecordedData } from '@anamnese/contracts'
import { applyMovement } from './apply-movement'
import { stayEvent, stayView } from './stay-event'

const event = (changes: Partial<MovementRecordedData>): MovementRecordedData => ({
  patientId: 'p1',
  establishment: '220000020',
  trigger: 'A01',
  action: 'INSERT',
  movementId: 'M1',
  effectiveAt: '2026-03-10T08:00:00Z',
  historic: false,
  patientClass: 'I',
  stayNumber: '9000001',
  controlId: 'C1',
  ...changes,
})
const TRUSTED = {
  family: 'PAT',
  given: 'CLAUDE',
  role: 'K',
  relationship: 'SPO',
  telecoms: [{ system: 'tel' as const, value: '06' }],
}
const admission = event({
  details: {
    entryMode: '8',
    provenance: '5',
    arrivalTransport: '7',
    contacts: [{ family: 'AMI', role: 'C', telecoms: [] }, TRUSTED],
  },
})

describe('what surrounds a stay', () => {
  const stay = applyMovement(null, admission, 'now')

  it('is said in French words, the trusted person first', () => {
    const view = stayView(stay)
    expect(view.facts).toEqual([
      { label: 'Mode d’entrée', value: 'domicile' },
      { label: 'Provenance', value: 'urgences' },
      { label: 'Transport à l’arrivée', value: 'pompiers' },
    ])
    expect(view.contacts.map(({ name, role }) => `${name}, ${role ?? ''}`)).toEqual([
      'CLAUDE PAT, personne de confiance',
      'AMI, à prévenir',
    ])
  })

  it('grows with the movements: what one removes goes, what it does not say stays', () => {
    const discharge = event({
      trigger: 'A03',
      movementId: 'M2',
      effectiveAt: '2026-03-14T10:00:00Z',
      details: { exitMode: '7', destination: '2', provenance: null },
    })
    const facts = stayView(applyMovement(stay, discharge, 'now')).facts.map(({ label }) => label)
    expect(facts).toEqual(['Mode d’entrée', 'Transport à l’arrivée', 'Mode de sortie', 'Destination'])
  })

  it('is corrected by Z99, and goes with the movement that is cancelled', () => {
    const correction = event({ trigger: 'Z99', action: 'UPDATE', originalTrigger: 'A01', details: { entryMode: '7' } })
    expect(stayView(applyMovement(stay, correction, 'now')).facts.map(({ value }) => value)).toEqual([
      'transfert',
      'urgences',
      'pompiers',
    ])
    const cancellation = event({ trigger: 'A11', action: 'CANCEL', originalTrigger: 'A01' })
    expect(stayView(applyMovement(stay, cancellation, 'now')).facts).toEqual([])
  })

  it('is not told to other services', () => {
    expect(JSON.stringify(stayEvent({ ...stay, version: 1 }))).not.toContain('CLAUDE')
  })
})
