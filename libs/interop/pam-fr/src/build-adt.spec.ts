import { Hl7Message } from '@anamnese/interop-hl7v2'
import type { Adt } from './adt'
import { buildAdt } from './build/build-adt'
import type { PamBuildError } from './build/build-error'
import { EMITTED_EVENTS } from './profile/events'
import { readAdt } from './read/read-adt'
import { admission, ENVELOPE, identity, merging, movementOf } from './test/facts'
import { validatePam } from './validate'

const built = (adt: Adt, more = {}) => Hl7Message.parse(buildAdt(adt, { ...ENVELOPE, ...more }))
const judged = (message: Hl7Message): string[] =>
  validatePam(message).map((one) => `${one.severity} ${one.location} ${one.code} ${one.message}`)

const refusal = (adt: Adt, charset = 'UNICODE UTF-8'): string | undefined => {
  try {
    buildAdt(adt, { ...ENVELOPE, charset })
    return undefined
  } catch (error) {
    return (error as PamBuildError).code
  }
}

describe('messages that this product sends', () => {
  it.each([...EMITTED_EVENTS])('%s is what the profile asks for, and says back what it was made from', (event) => {
    const adt = movementOf(event)
    const message = built(adt)
    expect(judged(message)).toEqual([])
    expect(readAdt(message)).toEqual(adt)
  })

  it('the required set of the profile is emitted', () => {
    const required = 'A28 A31 A47 A40 A01 A02 A03 A04 A05 A06 A07 A11 A12 A13 A21 A22 A38 A44 A52 A53 A54 A55 Z99'
    expect(required.split(' ').filter((name) => !EMITTED_EVENTS.includes(name))).toEqual([])
  })

  it('in ISO-8859-15 as in UTF-8', () => {
    const adt = admission({ usedName: 'LE GOËFF & FILS ^ ŒUVRE' })
    for (const charset of ['8859/15', 'UNICODE UTF-8']) {
      const message = built(adt, { charset })
      expect(message.charset).toBe(charset)
      expect(readAdt(message)).toEqual(adt)
    }
    expect(refusal(admission({ usedName: '李' }), '8859/15')).toBe('PAM.CHARSET')
  })

  it('a deletion is `""`, and what is not known is empty', () => {
    const adt = identity('A31', { usedName: null })
    adt.patient.addresses = null
    adt.patient.telecoms = null
    adt.patient.deathAt = null
    adt.patient.generalPractitioner = null
    const message = built(adt)
    expect(readAdt(message)).toEqual(adt)
    expect(message.first('PID')?.field(9).raw).toBe('')
    expect(message.patch('PID-13')).toBeNull()
  })

  it('an INS that is withdrawn is named in MRG and deleted in PID (A47)', () => {
    const message = built(movementOf('A47'))
    expect(message.first('PID')?.field(3).raw).toBe(
      '000003^^^GAM&220000012&M^PI~""^^^ASIP-SANTE-INS-NIR&1.2.250.1.213.1.4.10&ISO^INS',
    )
    expect(message.first('MRG')?.field(1).raw).toBe('279035121518989^^^ASIP-SANTE-INS-NIR&1.2.250.1.213.1.4.10&ISO^INS')
    expect(message.get('PID-32')).toBe('PROV')
  })

  it('the trusted person of a stay is not in a message of identity', () => {
    const adt = { ...admission(), event: 'A31' }
    expect(
      built(adt)
        .all('NK1')
        .map((nk1) => nk1.get(7)),
    ).toEqual(['C'])
  })

  it('the enhanced acknowledgement is asked for in MSH-15 and MSH-16', () => {
    const message = built(merging(), { acknowledgements: { accept: 'AL', application: 'AL' } })
    expect([message.get('MSH-15'), message.get('MSH-16')]).toEqual(['AL', 'AL'])
  })

  it('an event that the profile does not have, or no longer has, is refused', () => {
    for (const event of ['A08', 'Z80', 'A24', 'A99']) {
      expect(refusal({ ...admission(), event })).toBe('PAM.EVENT')
    }
  })
})
