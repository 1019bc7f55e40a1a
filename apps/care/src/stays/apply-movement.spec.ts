import { MovementRecorded, type MovementRecordedData } from '@anamnese/contracts'
import { applyMovement } from './apply-movement'
import type { Stay } from './stay'
import { stayEvent, stayView } from './stay-event'

const at = '2026-03-20T00:00:00.000Z'
const UNIT = { code: '6268', label: 'CARDIO' }
const ICU = { code: '6055', label: 'REA' }
const move = (over: Partial<MovementRecordedData>): MovementRecordedData => ({
  ...MovementRecorded.example,
  medicalUnit: UNIT,
  careUnit: UNIT,
  admittedAt: undefined as never,
  ...over,
})
const preadmission = move({
  trigger: 'A05',
  movementId: 'MVT1',
  effectiveAt: '2026-03-03T09:00:00.000Z',
  location: { unit: '6268' },
})
const admission = move({ trigger: 'A01', movementId: 'MVT2', effectiveAt: '2026-03-10T07:05:00.000Z' })
const transfer = move({
  trigger: 'A02',
  movementId: 'MVT3',
  effectiveAt: '2026-03-11T06:30:00.000Z',
  location: { unit: '6055', room: 'REA2', bed: '1' },
  medicalUnit: ICU,
  careUnit: ICU,
})
const back = move({
  trigger: 'A12',
  action: 'CANCEL',
  originalTrigger: 'A02',
  movementId: 'MVT3',
  effectiveAt: transfer.effectiveAt,
})
const earlier = move({
  trigger: 'Z99',
  action: 'UPDATE',
  originalTrigger: 'A01',
  movementId: 'MVT2',
  effectiveAt: '2026-03-10T06:45:00.000Z',
})
const leave = move({ trigger: 'A21', movementId: 'MVT4', effectiveAt: '2026-03-12T13:00:00.000Z' })
const discharge = move({
  trigger: 'A03',
  movementId: 'MVT6',
  effectiveAt: '2026-03-14T10:00:00.000Z',
  dischargedAt: '2026-03-14T10:00:00.000Z',
  dischargeMode: '3',
})

function play(...events: MovementRecordedData[]): Stay {
  let stay: Stay | null = null
  for (const event of events) stay = applyMovement(stay, event, at)
  return stay!
}

describe('a stay, from its movements', () => {
  it('goes from pre-admission to discharge', () => {
    expect(play(preadmission)).toMatchObject({ state: 'pre-admitted', unit: UNIT })
    expect(play(preadmission).admittedAt).toBeUndefined()
    expect(play(preadmission, admission)).toMatchObject({
      state: 'open',
      admittedAt: admission.effectiveAt,
      unit: UNIT,
      room: '101',
      bed: 'F',
    })
    expect(play(preadmission, admission, transfer)).toMatchObject({ unit: ICU, room: 'REA2', units: ['6268', '6055'] })
    const all = play(preadmission, admission, transfer, back, earlier, leave, discharge)
    expect(all).toMatchObject({
      state: 'closed',
      admittedAt: '2026-03-10T06:45:00.000Z',
      dischargedAt: discharge.effectiveAt,
      dischargeMode: '3',
      unit: UNIT,
      room: '101',
      units: ['6268'],
    })
  })

  it('a cancelled transfer gives the place before it, and a cancelled discharge opens the stay again', () => {
    expect(play(admission, transfer, back)).toMatchObject({ state: 'open', unit: UNIT, room: '101' })
    const cancel = move({
      trigger: 'A13',
      action: 'CANCEL',
      originalTrigger: 'A03',
      movementId: 'MVT6',
      effectiveAt: discharge.effectiveAt,
    })
    const again = play(admission, discharge, cancel)
    expect(again.state).toBe('open')
    expect(again.dischargedAt).toBeUndefined()
  })

  it('a cancelled admission goes back to the pre-admission, or to nothing', () => {
    const cancel = move({
      trigger: 'A11',
      action: 'CANCEL',
      originalTrigger: 'A01',
      movementId: 'MVT2',
      effectiveAt: admission.effectiveAt,
    })
    expect(play(preadmission, admission, cancel).state).toBe('pre-admitted')
    expect(play(admission, cancel)).toMatchObject({ state: 'cancelled', units: [] })
  })

  it('a class follows the last movement', () => {
    const emergency = move({
      trigger: 'A04',
      movementId: 'M1',
      patientClass: 'E',
      effectiveAt: '2026-04-01T03:00:00.000Z',
    })
    const inpatient = move({
      trigger: 'A06',
      movementId: 'M2',
      patientClass: 'I',
      effectiveAt: '2026-04-01T08:00:00.000Z',
    })
    const undo = move({
      trigger: 'A07',
      action: 'CANCEL',
      originalTrigger: 'A06',
      movementId: 'M2',
      patientClass: 'E',
      effectiveAt: inpatient.effectiveAt,
    })
    expect(play(emergency, inpatient)).toMatchObject({ patientClass: 'I', admittedAt: emergency.effectiveAt })
    expect(play(emergency, inpatient, undo).patientClass).toBe('E')
  })

  it('does not depend on the order in which movements come', () => {
    const events = [preadmission, admission, transfer, leave, discharge]
    const expected = { ...play(...events), _id: '', movements: [] }
    for (let turn = 1; turn < events.length; turn++) {
      const turned = [...events.slice(turn), ...events.slice(0, turn)]
      expect({ ...play(...turned), _id: '', movements: [] }).toEqual(expected)
    }
  })

  it('a movement cancelled before it came stays cancelled', () => {
    expect(play(admission, back, transfer)).toMatchObject({ unit: UNIT, room: '101' })
  })

  it('is shown and told with labels in French', () => {
    const stay = play(admission, transfer, back)
    expect(stayView(stay).movements).toMatchObject([
      { trigger: 'A01', label: 'Admission en hospitalisation', cancelled: false, unit: UNIT },
      { trigger: 'A02', label: 'Mutation', cancelled: true, unit: ICU },
    ])
    expect(stayEvent({ ...stay, version: 3 })).toMatchObject({ stayId: stay._id, version: 3, state: 'open' })
  })
})
