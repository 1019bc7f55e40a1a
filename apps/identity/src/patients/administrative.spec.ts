import { Hl7Message } from '@anamnese/interop-hl7v2'
import { readAdt } from '@anamnese/interop-pam-fr'
import { a01 } from '../test/messages'
import { administrativeOf } from './administrative'

const read = (...segments: string[]) => readAdt(Hl7Message.parse(a01({}, 'M1', segments)))

describe('the administrative part of a record', () => {
  const first = administrativeOf(
    undefined,
    read(
      'ZFP|3|34',
      'ZFD||20|Y',
      'ZFS|1|S1|20260101||INSERT|SPI',
      'OBX|1|NM|3141-9^Poids^LN||62|kg|||||F',
      'IN1|1|AMO|012210000|CPAM|||||||||20260101|||PAT^D|0||||||||||||||||||||||||||||||||279035121518989^^^X^SS',
      'ZLA|1|local~texte',
    ),
  )!

  it('keeps what its segments carry, unknown ones included, and not the number of billing', () => {
    expect(first).toMatchObject({
      activity: '3',
      category: '34',
      smsConsent: true,
      gestationWeeks: '20',
      psychiatry: [{ id: 'S1', mode: 'SPI' }],
      measures: [{ code: '3141-9', value: '62', unit: 'kg' }],
      coverages: [{ kind: 'AMO', payerId: '012210000' }],
      extras: { ZLA: ['ZLA|1|local~texte'] },
    })
    expect(JSON.stringify(first)).not.toContain('279035121518989')
  })

  it('keeps what a message does not say, replaces what it says, deletes what it asks to', () => {
    const next = administrativeOf(first, read('ZFP|""|21', 'ZFS|1|S1|20260101||CANCEL|SPI', 'ZLA|2'))!
    expect(next).toMatchObject({
      category: '21',
      smsConsent: true,
      coverages: first.coverages,
      extras: { ZLA: ['ZLA|2'] },
    })
    expect(next).not.toHaveProperty('activity')
    expect(next).not.toHaveProperty('psychiatry')
  })

  it('says nothing of a message that says nothing', () => {
    expect(administrativeOf(undefined, read())).toBeUndefined()
  })
})
