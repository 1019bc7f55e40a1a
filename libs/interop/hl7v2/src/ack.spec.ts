import { ackCodeOf, buildAck, buildUnreadableAck } from './ack'
import { readAck } from './ack-read'
import { encodeText } from './charset'
import { Hl7Error, type Hl7Finding } from './errors'
import { Hl7Message } from './message'

const codeOf = (act: () => unknown): string | undefined => {
  try {
    act()
  } catch (error) {
    return error instanceof Hl7Error ? error.code : String(error)
  }
  return undefined
}

const text = (charset: string) =>
  `MSH|^~\\&|GAM|220000012|DPI|HÔPITAL|20260302081500||ADT^A31^ADT_A05|M0901|D|2.5^FRA^2.11|||||FRA|${charset}\rPID|1`
const at = new Date('2026-03-02T07:15:01Z')
const finding = (over: Partial<Hl7Finding>): Hl7Finding => ({
  severity: 'E',
  location: 'PID-32',
  code: '101',
  message: 'Statut de l’identité absent.',
  rule: 'PAM-FR 2.11 §6.6.15',
  ...over,
})

describe('acknowledgements in original mode', () => {
  it('swaps sender and receiver, echoes MSH-10, MSH-11, MSH-12 and MSH-18', () => {
    const ack = Hl7Message.parse(buildAck(Hl7Message.parse(text('UNICODE UTF-8')), { controlId: 'R1', at }))
    expect(ack.toString()).toBe(
      'MSH|^~\\&|DPI|HÔPITAL|GAM|220000012|20260302081501+0100||ACK^A31^ACK|R1|D|2.5^FRA^2.11|||||FRA|UNICODE UTF-8\r' +
        'MSA|AA|M0901\r',
    )
  })

  it('says what is wrong and where, in the character set of the message', () => {
    const received = Hl7Message.parse(encodeText(text('8859/15'), '8859/15'))
    const bytes = buildAck(received, {
      controlId: 'R2',
      at,
      findings: [
        finding({}),
        finding({ severity: 'W', location: 'PID-3(2)', code: '0', message: 'INS ignorée.' }),
        finding({ severity: 'W', location: 'PID-3(2).4.2', code: '103', message: 'OID' }),
        finding({ severity: 'I', location: 'PID', message: 'pour information' }),
      ],
    })
    const ack = Hl7Message.parse(bytes)
    expect(bytes.includes(Buffer.from([0xd4]))).toBe(true)
    expect(ack.all('ERR').map((err) => err.raw.split('|').slice(2, 5).join('|'))).toEqual([
      'PID^1^32|101^Required field missing^HL70357|E',
      'PID^1^3^2|0^Message accepted^HL70357|W',
      'PID^1^3^2^4^2|103^Table value not found^HL70357|W',
    ])
    expect(readAck(ack)).toMatchObject({
      code: 'AE',
      accepted: false,
      controlId: 'M0901',
      errors: [
        { location: 'PID-32', code: '101', severity: 'E', text: "Statut de l'identité absent." },
        { location: 'PID-3(2)', code: '0', severity: 'W' },
        { location: 'PID-3(2).4.2', code: '103', severity: 'W' },
      ],
    })
  })

  it('is AR for what is not for us, AE for content, AA with reserves', () => {
    expect(ackCodeOf([finding({ code: '203' }), finding({})])).toBe('AR')
    expect(ackCodeOf([finding({})])).toBe('AE')
    expect(ackCodeOf([finding({ severity: 'W' }), finding({ severity: 'W', code: '200' })])).toBe('AA')
    expect(ackCodeOf([])).toBe('AA')
  })

  it('bounds the number of ERR segments', () => {
    const findings = Array.from({ length: 60 }, () => finding({}))
    const ack = Hl7Message.parse(buildAck(Hl7Message.parse(text('')), { controlId: 'R', at, findings, maxErrors: 10 }))
    expect(ack.all('ERR')).toHaveLength(10)
    expect(ack.get('MSA-3')).toBe('50 autres remarques')
  })

  it('answers AR to what is not HL7', () => {
    const error = new Hl7Error('HL7.NO_MSH', 'Le message ne commence pas par un segment MSH.')
    const ack = Hl7Message.parse(buildUnreadableAck(error, { controlId: 'R3', at, sender: ['DPI', '220000012'] }))
    expect(readAck(ack)).toMatchObject({ code: 'AR', controlId: '', errors: [{ location: 'MSH', code: '100' }] })
  })

  it('reads the ERR-1 of HL7 2.3 and refuses what is not an acknowledgement', () => {
    const old = Hl7Message.parse('MSH|^~\\&|||||||ACK|1|P|2.3\rMSA|CE|M1|non\rERR|PID^1^5^101&Required field missing')
    expect(readAck(old)).toMatchObject({ code: 'CE', text: 'non', errors: [{ location: 'PID-5', code: '101' }] })
    expect(codeOf(() => readAck(Hl7Message.parse(text(''))))).toBe('HL7.BAD_VALUE')
  })

  it('stays whole whatever the event of the message holds', () => {
    const message = Hl7Message.parse('MSH|^~\\&|A|B|C|D|2026||ADT^A\\X0D\\ZZZ^X|1|D|2.5|||||FRA|UNICODE UTF-8\rEVN|')
    const ack = Hl7Message.parse(buildAck(message, { controlId: 'R', at: new Date(), findings: [] }))
    expect(ack.segments.map(({ name }) => name)).toEqual(['MSH', 'MSA'])
  })
})
