import { Hl7Message, readAck } from '@anamnese/interop-hl7v2'
import { buildQueryAnswer, isQuery, readQuery } from './index'

const query = (event: string, segments: string[], charset = 'UNICODE UTF-8') =>
  Hl7Message.parse(
    [
      `MSH|^~\\&|DPI|750000001|GAM|750000001|20260302081500||QBP^${event}^QBP_Q21|Q0001|D|2.5|||||FRA|${charset}`,
      ...segments,
    ].join('\r'),
  )
const pdq = (criteria: string, rest = '|||||^^^GAM&750000001&M', rcp = 'RCP|I|10^RD', dsc: string[] = []) =>
  query('Q22', [`QPD|IHE PDQ Query|Q0001|${criteria}${rest}`, rcp, ...dsc])
const codes = (message: Hl7Message) => readQuery(message).findings.map((f) => `${f.severity} ${f.location} ${f.code}`)

describe('a demographics query (ITI-21)', () => {
  it('asks for traits, domains, a number of answers and what follows', () => {
    const message = pdq(
      '@PID.5.1.1^PAT-TR*~@PID.5.2^DOMINIQUE~@PID.7^19790328~@PID.8^F~@PID.11.5^75007',
      undefined,
      undefined,
      ['DSC|42|I'],
    )
    expect(isQuery(message)).toBe(true)
    expect(readQuery(message)).toEqual({
      query: {
        kind: 'PDQ',
        tag: 'Q0001',
        criteria: { family: 'PAT-TR*', given: 'DOMINIQUE', birthDate: '1979-03-28', sex: 'F', postalCode: '75007' },
        domains: [{ namespace: 'GAM', universalId: '750000001', universalIdType: 'M' }],
        limit: 10,
        continuation: '42',
      },
      findings: [],
    })
  })

  it('asks for an identifier by its parts', () => {
    const { query: read } = readQuery(pdq('@PID.3.1^000003~@PID.3.4.1^GAM~@PID.3.4.2^750000001~@PID.3.5^PI'))
    expect(read).toMatchObject({
      criteria: { identifier: { value: '000003', namespace: 'GAM', universalId: '750000001', type: 'PI' } },
    })
  })

  it.each([
    ['a field that is not searched', pdq('@PID.10^X'), 'E QPD-3.1 103'],
    ['the second criterion', pdq('@PID.7^19790328~@PID.8^X'), 'E QPD-3(2).1 102'],
    ['a date that is not one', pdq('@PID.7^19791328'), 'E QPD-3.1 102'],
    ['a star that is not at the end', pdq('@PID.5.1^*TROIS'), 'E QPD-3.1 102'],
    ['no criterion', pdq(''), 'E QPD-3 101'],
    ['a priority that is not immediate', pdq('@PID.8^F', '', 'RCP|D|10^RD'), 'E RCP-1 103'],
    ['a number that is not one', pdq('@PID.8^F', '', 'RCP|I|x^RD'), 'E RCP-2 102'],
    ['no RCP', query('Q22', ['QPD|IHE PDQ Query|1|@PID.8^F']), 'E RCP 100'],
    ['too many criteria', pdq(Array(31).fill('@PID.8^F').join('~')), 'E QPD-3 102'],
  ])('%s is refused where it is', (_, message, said) => {
    expect(codes(message)).toContain(said)
  })
})

describe('a PIX query (ITI-9)', () => {
  it('asks for the identifiers of other domains', () => {
    const message = query('Q23', ['QPD|IHE PIX Query|Q1|000003^^^GAM&750000001&M^PI|^^^LABO', 'RCP|I'])
    expect(readQuery(message).query).toEqual({
      kind: 'PIX',
      tag: 'Q1',
      identifier: { value: '000003', namespace: 'GAM', universalId: '750000001', universalIdType: 'M', type: 'PI' },
      domains: [{ namespace: 'LABO' }],
    })
  })

  it('without authority is refused', () => {
    expect(codes(query('Q23', ['QPD|IHE PIX Query|Q1|000003', 'RCP|I']))).toEqual(['E QPD-3.1 101'])
  })
})

describe('the answer', () => {
  const answer = { controlId: 'R1', at: new Date('2026-03-02T08:15:01Z'), findings: [], patients: [] }
  const read = (message: Hl7Message, more = {}) => Hl7Message.parse(buildQueryAnswer(message, { ...answer, ...more }))

  it('lists the patients, how many there are, and where the rest begins', () => {
    const patients = [
      { pid: 'PID|1||000003^^^GAM||PAT-TROIS', score: 95 },
      { pid: 'PID|1||000004^^^GAM||PAT-TROIS', score: 80 },
    ]
    const found = read(pdq('@PID.5.1^PAT*'), { patients, total: 7, remaining: 5, continuation: '2' })
    expect(found.segments.map((segment) => segment.name)).toEqual('MSH MSA QAK QPD PID QRI PID QRI DSC'.split(' '))
    expect(found.type).toEqual({ code: 'RSP', event: 'K22', structure: 'RSP_K21' })
    expect([2, 3, 4, 5, 6].map((field) => found.first('QAK')?.get(field))).toEqual([
      'OK',
      'IHE PDQ Query',
      '7',
      '2',
      '5',
    ])
    expect(found.get('MSH-3')).toBe('GAM')
    expect([found.get('QRI-1'), found.get('DSC-1')]).toEqual(['95', '2'])
  })

  it('says that nobody was found', () => {
    const found = read(pdq('@PID.5.1^X*'))
    expect([found.get('MSA-1'), found.get('QAK-2'), found.first('PID')]).toEqual(['AA', 'NF', undefined])
  })

  it('says what was wrong, where', () => {
    const message = pdq('@PID.10^X')
    const found = read(message, { findings: readQuery(message).findings })
    expect([found.get('MSA-1'), found.get('QAK-2')]).toEqual(['AE', 'AE'])
    expect(readAck(found).errors).toMatchObject([{ location: 'QPD-3.1', code: '103' }])
  })

  it('to a PIX query has neither score nor quantity', () => {
    const message = query('Q23', ['QPD|IHE PIX Query|Q1|000003^^^GAM', 'RCP|I'])
    const found = read(message, { patients: [{ pid: 'PID|||9^^^LABO|| ', score: 100 }] })
    expect(found.segments.map((segment) => segment.name)).toEqual('MSH MSA QAK QPD PID'.split(' '))
    expect(found.type.structure).toBe('RSP_K23')
    expect(found.get('QAK-4')).toBeUndefined()
  })
})
