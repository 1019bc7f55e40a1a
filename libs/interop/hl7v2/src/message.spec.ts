import { Hl7Error } from './errors'
import { encodeText } from './charset'
import { Hl7Message } from './message'

const codeOf = (act: () => unknown): string | undefined => {
  try {
    act()
  } catch (error) {
    return error instanceof Hl7Error ? error.code : String(error)
  }
  return undefined
}

const MSH =
  'MSH|^~\\&|GAM|220000012|DPI|220000012|20260302081500||ADT^A28^ADT_A05|M1|D|2.5^FRA^2.11|||||FRA|UNICODE UTF-8'
const PID =
  'PID|1||000003^^^GAM&220000012&M^PI~X2^^^LAB&2&L^EI||LE GOFF^YANN^YANN MARIE^^""^^L||19790328|""|||1\\T\\2 RUE^""'

describe('reading ER7', () => {
  it.each(['\r', '\n', '\r\n', '\r\r', '\n\n'])('segments may end with %j', (end) => {
    const message = Hl7Message.parse(Buffer.from([MSH, 'EVN||20260302', PID, ''].join(end)))
    expect(message.segments.map((segment) => segment.name)).toEqual(['MSH', 'EVN', 'PID'])
  })

  it('gives any place by its path, the first when the path does not say', () => {
    const message = Hl7Message.parse([MSH, PID].join('\r'))
    expect(message.get('PID-3')).toBe('000003')
    expect(message.get('PID-3.4')).toBe('GAM')
    expect(message.get('PID-3.4.2')).toBe('220000012')
    expect(message.get('PID-3(2).4.3')).toBe('L')
    expect(message.get('PID-3(3)')).toBeUndefined()
    expect(message.get('PID(2)-3')).toBeUndefined()
    expect(message.get('PID-5.3')).toBe('YANN MARIE')
    expect(message.get('PID-11')).toBe('1&2 RUE')
    expect(message.get('MSH-1')).toBe('|')
    expect(message.get('MSH-2')).toBe('^~\\&')
    expect(message.get('MSH-3')).toBe('GAM')
    expect(message.get('MSH-12.3')).toBe('2.11')
    expect(message.type).toEqual({ code: 'ADT', event: 'A28', structure: 'ADT_A05' })
    expect(codeOf(() => message.get('PID.3'))).toBe('HL7.BAD_PATH')
  })

  it('tells "delete" from "no change"', () => {
    const message = Hl7Message.parse([MSH, PID].join('\r'))
    expect(message.patch('PID-8')).toBeNull()
    expect(message.patch('PID-9')).toBeUndefined()
    expect(message.patch('PID-5.5')).toBeNull()
    expect(message.patch('PID-5.4')).toBeUndefined()
    expect(message.get('PID-8')).toBeUndefined()
    expect(message.first('PID')?.has(8)).toBe(true)
  })

  it('follows the delimiters of the message', () => {
    const message = Hl7Message.parse('MSH#!$%*#GAM#F##\rPID###1!!!GAM*2*M!PI$2\r')
    expect(message.get('PID-3.4.3')).toBe('M')
    expect(message.get('PID-3(2)')).toBe('2')
  })

  it('iterates over repetitions that say something', () => {
    const pid = Hl7Message.parse(`${MSH}\rPID|||1^^^A~~^^&~2^^^B`).first('PID')!
    expect(pid.repetitions(3).map((one) => one.get(1))).toEqual(['1', '2'])
    expect(pid.repetitions(4)).toEqual([])
  })

  it('decodes by MSH-18 and ISO-8859-15 without it', () => {
    const text = (charset: string) => `MSH|^~\\&|||||||ADT^A28|1|P|2.5||||||${charset}\rPID|||||RÉAULT-CŒUR`
    for (const charset of ['', '8859/15', 'UNICODE UTF-8']) {
      expect(Hl7Message.parse(encodeText(text(charset), charset)).get('PID-5')).toBe('RÉAULT-CŒUR')
    }
  })

  it.each([
    ['', 'HL7.NO_MSH'],
    ['PID|1', 'HL7.NO_MSH'],
    ['MSH', 'HL7.BAD_DELIMITERS'],
    ['MSH|||', 'HL7.BAD_DELIMITERS'],
    ['MSH|^^\\&|', 'HL7.BAD_DELIMITERS'],
    ['MSHA^~\\&|', 'HL7.BAD_DELIMITERS'],
    [`${MSH}\rpid|1`, 'HL7.BAD_SEGMENT'],
    [`${MSH}\rPIDX|1`, 'HL7.BAD_SEGMENT'],
    [`${MSH}\r${MSH}`, 'HL7.BAD_SEGMENT'],
  ])('refuses %j', (text, code) => {
    expect(codeOf(() => Hl7Message.parse(text))).toBe(code)
  })

  it('bounds size, segments and parts', () => {
    expect(codeOf(() => Hl7Message.parse(MSH, { maxBytes: 50 }))).toBe('HL7.TOO_LARGE')
    const many = [MSH, ...Array.from({ length: 20 }, () => 'OBX|1')].join('\r')
    expect(codeOf(() => Hl7Message.parse(many, { maxSegments: 10 }))).toBe('HL7.TOO_COMPLEX')
    expect(codeOf(() => Hl7Message.parse(`${MSH}\rPID|${'~'.repeat(30_000)}`))).toBe('HL7.TOO_COMPLEX')
  })

  it('gives the message back as received', () => {
    expect(Hl7Message.parse([MSH, PID].join('\n')).toString()).toBe(`${MSH}\r${PID}\r`)
  })

  it('reads a document of 20 MB in base64', () => {
    const content = Buffer.alloc(20 * 1024 * 1024, 'x').toString('base64')
    const bytes = Buffer.from(`${MSH}\rOBX|1|ED|11490-0^^LN||^TEXT^XML^Base64^${content}||||||F\r`)
    const message = Hl7Message.parse(bytes)
    expect(message.get('OBX-5.5')).toHaveLength(content.length)
    expect(message.get('OBX-11')).toBe('F')
  })
})
