import { ackModeOf, isAckWanted } from './ack-mode'
import { Hl7Message } from './message'

const asking = (accept: string, application: string) =>
  ackModeOf(Hl7Message.parse(`MSH|^~\\&|A|B|C|D|20260310||ADT^A01^ADT_A01|1|D|2.5|||${accept}|${application}`))

describe('the acknowledgements that a message asks for', () => {
  it('are the original one when it says nothing', () => {
    expect(asking('', '')).toEqual({ enhanced: false, accept: 'NE', application: 'AL' })
  })

  it('are those of the enhanced mode when it says one of them', () => {
    expect(asking('AL', 'AL')).toEqual({ enhanced: true, accept: 'AL', application: 'AL' })
    expect(asking('AL', '')).toEqual({ enhanced: true, accept: 'AL', application: 'NE' })
    expect(asking('', 'ER')).toEqual({ enhanced: true, accept: 'NE', application: 'ER' })
    expect(asking('XX', 'NE')).toEqual({ enhanced: true, accept: 'AL', application: 'NE' })
  })

  it('depend on the outcome', () => {
    expect((['AL', 'NE', 'ER', 'SU'] as const).map((when) => isAckWanted(when, 'AA'))).toEqual([
      true,
      false,
      false,
      true,
    ])
    expect((['AL', 'NE', 'ER', 'SU'] as const).map((when) => isAckWanted(when, 'AE'))).toEqual([
      true,
      false,
      true,
      false,
    ])
    expect(isAckWanted('SU', 'AR')).toBe(false)
  })
})
