import { ackCodeOf, Hl7Message } from '@anamnese/interop-hl7v2'
import { a01, a31, ACCOUNT, INS, IPP, merge, message, move, pid, zbe } from './test/messages'
import { parseSeverityChoice } from './severity-policy'
import { validatePam } from './validate'

const judge = (one: Hl7Message, options = {}) => {
  const findings = validatePam(one, options)
  return { code: ackCodeOf(findings), said: findings.map((f) => `${f.severity} ${f.location} ${f.code}`) }
}
const replace = (from: string | RegExp, to: string) => (segments: string[]) =>
  segments.map((one) => one.replace(from, to))

describe('messages of the profile are accepted', () => {
  it.each([
    ['A01', a01()],
    ['A31', a31()],
    [
      'A28',
      message('A28', 'ADT_A05', ['EVN||20260310', pid({ ids: IPP, reliability: 'PROV' }), 'PV1|1|N', 'ZFD|||N|N|SM']),
    ],
    ['A47', merge('A47', 'ADT_A30', `MRG|${INS}`, { ids: `${IPP}~""${INS.slice(15)}`, reliability: 'PROV' })],
    ['A40', merge('A40', 'ADT_A39', 'MRG|000009^^^GAM&220000012&M^PI')],
    ['A44', merge('A44', 'ADT_A43', `MRG|000009^^^GAM&220000012&M^PI||${ACCOUNT}`, { account: ACCOUNT })],
    ['A02', move('A02', 'ADT_A02', zbe('INSERT'))],
    ['A03', move('A03', 'ADT_A03', zbe('INSERT'))],
    [
      'A04',
      move('A04', 'ADT_A01', zbe('INSERT'), 'PV1|1|E|URG^^^220000012||||||||||||||||9000001^^^GAM&220000012&M^VN'),
    ],
    ['A05', move('A05', 'ADT_A05', zbe('INSERT'))],
    ['A06', move('A06', 'ADT_A06', zbe('INSERT'))],
    ['A07 that cancels A06', move('A07', 'ADT_A06', zbe('CANCEL', 'A06'))],
    ['A11', move('A11', 'ADT_A09', zbe('CANCEL', 'A01'))],
    ['A12', move('A12', 'ADT_A12', zbe('CANCEL', 'A02'))],
    ['A12 with its other structure', move('A12', 'ADT_A09', zbe('CANCEL', 'A02'))],
    ['A13', move('A13', 'ADT_A01', zbe('CANCEL', 'A03'))],
    ['A21', move('A21', 'ADT_A21', zbe('INSERT', '', 'L'))],
    ['A22', move('A22', 'ADT_A21', zbe('INSERT', '', 'HM'))],
    ['A38', move('A38', 'ADT_A38', zbe('CANCEL', 'A05'))],
    ['A52', move('A52', 'ADT_A52', zbe('CANCEL', 'A21'))],
    ['A53', move('A53', 'ADT_A52', zbe('CANCEL', 'A22'))],
    ['A54', move('A54', 'ADT_A54', zbe('INSERT', '', 'M'))],
    ['A55', move('A55', 'ADT_A52', zbe('CANCEL', 'A54'))],
    ['Z99', move('Z99', 'ADT_A01', zbe('UPDATE', 'A01'))],
    ['Z80 of an old partner', move('Z80', 'ADT_A01', zbe('INSERT', '', 'M'))],
  ])('%s', (_, one) => {
    expect(judge(one)).toEqual({ code: 'AA', said: [] })
  })
})

describe('the message as a whole', () => {
  it.each([
    ['another type', replace('ADT^A01', 'ORU^R01'), 'AR', 'E MSH-9 200'],
    ['an event that the profile excludes', replace('ADT^A01', 'ADT^A08'), 'AR', 'E MSH-9.2 201'],
    ['another structure', replace('ADT_A01', 'ADT_A05'), 'AR', 'E MSH-9.3 200'],
    ['another version', replace('2.5^FRA^2.11', '2.3.1'), 'AR', 'E MSH-12 203'],
    ['an unknown processing mode', replace('|D|2.5', '|X|2.5'), 'AR', 'E MSH-11 202'],
    ['no identifier', replace('|M-A01|', '||'), 'AE', 'E MSH-10 101'],
    ['a date that is not one', replace('|20260310081200||ADT', '|20261310||ADT'), 'AE', 'E MSH-7 102'],
  ])('%s is refused', (_, edit, code, said) => {
    const judged = judge(a01({}, edit))
    expect(judged.code).toBe(code)
    expect(judged.said).toContain(said)
  })

  it('an older profile is noticed, the enhanced mode is accepted', () => {
    expect(judge(a01({}, replace('2.5^FRA^2.11', '2.5^FRA^2.10')))).toEqual({ code: 'AA', said: ['W MSH-12 203'] })
    expect(judge(a01({}, replace('2.5^FRA^2.11|||||', '2.5^FRA^2.11|||AL|NE|')))).toEqual({
      code: 'AA',
      said: [],
    })
    expect(judge(a01({}, replace('2.5^FRA^2.11|||||', '2.5^FRA^2.11|||XX|NE|'))).said).toEqual(['W MSH-15 103'])
  })

  it('the site chooses what becomes of events that the profile does not have, and of test messages', () => {
    expect(judge(a01({}, replace('ADT^A01', 'ADT^A60')), { unknownEvents: 'ignore' }).code).toBe('AA')
    expect(judge(a01(), { processingIds: ['P'] }).code).toBe('AR')
  })
})

describe('segments', () => {
  it.each(['EVN', 'PID', 'PV1', 'ZBE'])('%s is required in an admission', (name) => {
    const judged = judge(a01({}, (all) => all.filter((one) => !one.startsWith(name))))
    expect(judged.code).toBe('AE')
    expect(judged.said).toContain(`E ${name} 100`)
  })

  it('a segment out of place or repeated is refused', () => {
    const late = (all: string[]) => [
      ...all.filter((one) => !one.startsWith('PV1')),
      all.find((one) => one.startsWith('PV1'))!,
    ]
    expect(judge(a01({}, late)).said).toContain('E PV1 100')
    expect(judge(a01({}, (all) => [...all, 'ZFA|ACTIF'])).said).toContain('E ZFA(2) 100')
    expect(judge(a01({}, (all) => [...all, 'OBX|1', 'ZBE|2'])).said).toContain('E ZBE(2) 100')
  })

  it('a local Z segment is accepted anywhere, and a consent in a discharge is read', () => {
    expect(judge(a01({}, (all) => [...all.slice(0, 3), 'ZXX|1', ...all.slice(3)])).code).toBe('AA')
    const discharge = message('A03', 'ADT_A03', [
      ...a01()
        .segments.slice(1)
        .map((one) => one.raw),
    ])
    expect(judge(discharge)).toEqual({ code: 'AA', said: ['I ZFA 100'] })
  })

  it('insurance, procedures and professionals come in groups', () => {
    const more = [
      'ROL||UC|AT|^X',
      'PR1|1',
      'ROL||UC|AT|^X',
      'PR1|2',
      'IN1|1|AMO|012210000',
      'IN2',
      'IN3|1',
      'IN1|2|AMC|123',
      'ROL||UC|AT|^X',
    ]
    expect(judge(a01({}, (all) => [...all, ...more])).said).toEqual([])
  })

  it('merges go by pairs', () => {
    const two = (all: string[]) => [...all, pid({ ids: '000010^^^GAM&220000012&M^PI' })]
    const one = message('A40', 'ADT_A39', ['EVN||20260310', pid(), 'MRG|000009^^^GAM&220000012&M^PI'], two)
    expect(judge(one).said).toContain('E MRG 100')
  })
})

describe('identity', () => {
  it('an INS beside PID-32 other than VALI is left out with a warning (N1)', () => {
    expect(judge(a31({ reliability: 'PROV' }))).toEqual({ code: 'AA', said: ['W PID-3(2) 0'] })
  })

  it.each([
    ['first given name', { names: 'PAT-TROIS^^DOMINIQUE^^^^L' }, 'E PID-5.2 101'],
    ['list of given names', { names: 'PAT-TROIS^DOMINIQUE^^^^^L' }, 'E PID-5.3 101'],
    ['birth date', { birth: '' }, 'E PID-7 101'],
    ['whole birth date', { birth: '197903' }, 'E PID-7 101'],
    ['sex', { sex: '' }, 'E PID-8 101'],
    ['birth place', { addresses: '28 AV DE BRETEUIL^^PARIS^^75007^FRA^H' }, 'E PID-11 101'],
  ])('with an INS, %s is mandatory', (_, parts, said) => {
    expect(judge(a31(parts)).code).toBe('AE')
    expect(judge(a31(parts)).said).toContain(said)
    expect(judge(a31({ ...parts, ids: IPP, reliability: 'PROV' })).code).toBe('AA')
  })

  it('a wrong key is refused, or the INS left out where the site prefers', () => {
    const wrong = a31({ ids: `${IPP}~${INS.replace('989', '988')}` })
    expect(judge(wrong)).toMatchObject({ code: 'AE', said: ['E PID-3(2) 102'] })
    expect(judge(wrong, { wrongInsKey: 'ignore' })).toEqual({ code: 'AA', said: ['W PID-3(2) 102'] })
  })

  it('an INS of an authority not admitted here is left out', () => {
    expect(judge(a31(), { insOids: ['1.2.250.1.213.1.4.8'] })).toEqual({ code: 'AA', said: ['W PID-3(2).4.2 103'] })
  })

  it('two different INS of one nature are refused', () => {
    expect(judge(a31({ ids: `${IPP}~${INS}~${INS.replace('279035121518989', '260058815400233')}` })).said).toEqual([
      'E PID-3(3) 102',
    ])
  })

  it('an INS beside a corrected birth date is left out, or kept where the site prefers', () => {
    const corrected = a31({}, (all) => [...all, 'ZFD|||Y|Y|INSI'])
    expect(judge(corrected)).toEqual({ code: 'AA', said: ['W PID-3(2) 0'] })
    expect(judge(corrected, { insWithCorrectedBirthDate: 'keep' })).toEqual({ code: 'AA', said: [] })
  })

  it.each([
    ['no status', { reliability: '' }, 'E PID-32 101'],
    ['an unknown status', { reliability: 'QUAL' }, 'E PID-32 103'],
    ['two statuses', { reliability: 'VALI~PROV' }, 'E PID-32 103'],
    ['no IPP', { ids: INS }, 'E PID-3 101'],
    ['an identifier of nobody', { ids: '000003^^^^PI' }, 'E PID-3.4 101'],
    ['a name of a type excluded', { names: 'PAT-TROIS^DOMINIQUE^DOMINIQUE^^^^M' }, 'E PID-5.7 103'],
    ['no birth name', { names: 'DUPONT^DOMI^^^^^D' }, 'E PID-5 101'],
    ['sex O, removed from the profile', { sex: 'O' }, 'E PID-8 103'],
    ['a birth date that does not exist', { birth: '19790230' }, 'E PID-7 102'],
  ])('%s is refused', (_, parts, said) => {
    expect(judge(a31(parts)).code).toBe('AE')
    expect(judge(a31(parts)).said).toContain(said)
  })

  it('says where a shifted status was found', () => {
    const shifted = judge(a31({ reliability: '', unknown: 'VALI' }))
    expect(shifted.code).toBe('AE')
    expect(shifted.said).toContain('E PID-31 102')
  })

  it('a doubtful identity sent as validated is integrated as provisional, without its INS', () => {
    expect(judge(a31({ reliability: 'VALI~DOUT' }))).toEqual({ code: 'AA', said: ['W PID-32 103', 'W PID-3(2) 0'] })
  })

  it('a field that the profile forbids is refused', () => {
    expect(judge(a31({}, replace('PID|1||', 'PID|1|999|'))).said).toEqual(['E PID-2 102'])
  })
})

describe('stay and movement', () => {
  it('Z99 only corrects (N2)', () => {
    expect(judge(move('Z99', 'ADT_A01', zbe('INSERT', 'A01')))).toEqual({ code: 'AE', said: ['E ZBE-4 103'] })
  })

  it.each([
    ['UPDATE outside Z99', a01({}, replace('||INSERT|', '||UPDATE|')), 'E ZBE-4 103'],
    ['a cancellation that does not cancel', move('A11', 'ADT_A09', zbe('INSERT')), 'E ZBE-4 103'],
    ['a cancellation of nothing', move('A11', 'ADT_A09', zbe('CANCEL')), 'E ZBE-6 101'],
    ['a cancellation of what creates nothing', move('A11', 'ADT_A09', zbe('CANCEL', 'A31')), 'E ZBE-6 103'],
    ['an unknown nature', a01({}, replace('|HMS', '|HXS')), 'E ZBE-9 103'],
    ['a movement without date', a01({}, replace('|20260310080500||INSERT', '|||INSERT')), 'E ZBE-2 101'],
    ['fields shifted by one', a01({}, replace('||INSERT|N|', '|INSERT|N||')), 'E ZBE-3 102'],
    ['no account', a01({ account: '' }), 'E PID-18 101'],
    ['no visit', a01({}, replace('9000001^^^GAM&220000012&M^VN', '')), 'E PV1-19 101'],
    ['no location', a01({}, replace('6268^101^F^220000012^O', '')), 'E PV1-3 101'],
    ['class N in an encounter', a01({}, replace('PV1|1|I', 'PV1|1|N')), 'E PV1-2 103'],
    ['an unknown choice of the patient', a01({}, replace('|INO|', '|OUI|')), 'E ZFA-9 103'],
  ])('%s is refused', (_, one, said) => {
    expect(judge(one).code).toBe('AE')
    expect(judge(one).said).toContain(said)
  })

  it('a class that does not go with the event is noticed', () => {
    expect(judge(a01({}, replace('PV1|1|I', 'PV1|1|O')))).toEqual({ code: 'AA', said: ['W PV1-2 103'] })
  })

  it('nobody is merged into oneself', () => {
    expect(judge(merge('A40', 'ADT_A39', `MRG|${IPP}`)).said).toEqual(['E MRG-1 102'])
  })
})

describe('fields, one by one', () => {
  const add =
    (...segments: string[]) =>
    (all: string[]) => [
      ...all.slice(0, 3),
      ...segments.filter((one) => /^(PD1|NK1)/.test(one)),
      ...all.slice(3),
      ...segments.filter((one) => !/^(PD1|NK1)/.test(one)),
    ]

  it.each<[string, (all: string[]) => string[], string]>([
    [
      'an unknown relationship',
      add('NK1|1|X^Y|XXX||||C||||||||||||||||||||||||||P1^^^GAM&220000012&M^PN'),
      'W NK1-3 103',
    ],
    ['a contact without identifier', add('NK1|1|X^Y|SPO||||C'), 'W NK1-33 101'],
    [
      'a contact whose identifier has no authority',
      add('NK1|1|X^Y|SPO||||C||||||||||||||||||||||||||P1'),
      'W NK1-33.4 101',
    ],
    [
      'the use of a telephone',
      add('NK1|1|X^Y|SPO||^XXX^PH||C||||||||||||||||||||||||||P1^^^GAM&220000012&M^PN'),
      'W NK1-5.2 103',
    ],
    ['a place of origin', add('ZFM|8||X'), 'W ZFM-3 103'],
    ['a socio-professional category', add('ZFP|3|99'), 'W ZFP-2 103'],
    ['a means of transport', add('ZFV||55'), 'W ZFV-2 103'],
    ['a forbidden field of a French segment', add('ZFV|||X'), 'E ZFV-3 102'],
    ['a mode of psychiatric care', add('ZFS|1|S1|20260101||INSERT|XXX'), 'W ZFS-6 103'],
    [
      'a mode of care begun before the end of the former',
      add('ZFS|1|S1|20260101||INSERT|SPI', 'ZFS|2|S2|20260201||INSERT|SPL'),
      'W ZFS(2)-3 102',
    ],
    ['a rank in a list', add('OBX|X|NM|3141-9||62|kg'), 'W OBX-1 102'],
    ['a date of coverage', add('IN1|1|AMO|012210000|||||||||2026XX'), 'W IN1-12 102'],
    ['an accident without its kind', add('ACC|20260309'), 'W ACC-2 101'],
    ['a multiple birth without rank', replace(/^(PID(?:\|[^|]*){23})\|[^|]*/, '$1|Y'), 'W PID-25 101'],
    ['an authority of an unknown type', replace('GAM&220000012&M^PI', 'GAM&220000012&Q^PI'), 'W PID-3.4.3 103'],
    ['an identifier of an unknown type', replace(`${IPP}~`, `${IPP}~12^^^GAM&220000012&M^ZZ~`), 'W PID-3(2).5 103'],
    [
      'a destination before the discharge',
      replace(/^(PV1(?:\|[^|]*){21}).*$/, `$1${'|'.repeat(16)}220000046`),
      'W PV1-37 102',
    ],
  ])('%s is told where it is', (_, edit, said) => {
    expect(judge(a01({}, edit)).said).toContain(said)
  })

  it('the trusted person does not go in a message of identity', () => {
    const trusted = 'NK1|1|X^Y|SPO||||K||||||||||||||||||||||||||P1^^^GAM&220000012&M^PN'
    expect(judge(a31({}, add(trusted))).said).toContain('W NK1-7 103')
    expect(judge(a01({}, add(trusted))).said).toEqual([])
  })

  it('a planned movement says when', () => {
    expect(judge(move('A16', 'ADT_A16', zbe('INSERT'))).said).toEqual(['W EVN-3 101'])
  })
})

describe('severities that the site chooses', () => {
  const choices = (...texts: string[]) => ({ severities: texts.map((text) => parseSeverityChoice(text)!) })

  it('a warning becomes an error, an error a warning, for one code or for all of a segment', () => {
    const wrong = (all: string[]) => [...all, 'ZFM|X||Y']
    expect(judge(a01({}, wrong), choices('ZFM=E')).code).toBe('AE')
    expect(judge(a01({}, wrong), choices('ZFM=E', 'ZFM-3=I')).said).toEqual(['E ZFM-1 103', 'I ZFM-3 103'])
    expect(judge(a01({}, replace('|DOMINIQUE|', '||')), choices('PID-32/101=W')).code).toBe('AA')
  })

  it('what is needed to read the message is never less than an error', () => {
    expect(
      judge(
        a01({}, (all) => all.filter((one) => !one.startsWith('PID'))),
        choices('PID=W'),
      ).code,
    ).toBe('AE')
    expect(parseSeverityChoice('PID-32=X')).toBeUndefined()
    expect(parseSeverityChoice('whatever')).toBeUndefined()
  })
})
