import { readAdt } from './read/read-adt'
import { a01, a31, ACCOUNT, INS, IPP, merge, move, zbe } from './test/messages'

const more =
  (...segments: string[]) =>
  (all: string[]) => [...all.slice(0, 3), ...segments, ...all.slice(3)]

describe('what an ADT message says', () => {
  it('identity, stay, movement and consent of an admission', () => {
    const adt = readAdt(a01())
    expect(adt).toMatchObject({
      event: 'A01',
      controlId: 'M-A01',
      sendingApplication: 'GAM',
      operator: 'AGENT01',
      occurredAt: '2026-03-10T07:05:00.000Z',
      patient: {
        ipps: [
          {
            value: '000003',
            authority: { namespace: 'GAM', universalId: '220000012', universalIdType: 'M' },
            type: 'PI',
          },
        ],
        ins: { matricule: '279035121518989', oid: '1.2.250.1.213.1.4.10' },
        status: 'QUALIFIEE',
        attributes: [],
        traits: {
          birthName: 'PAT-TROIS',
          firstBirthGivenName: 'DOMINIQUE',
          birthGivenNames: 'DOMINIQUE',
          birthDate: '1979-03-28',
          sex: 'F',
          birthPlaceCode: '51215',
        },
        birthPlaceName: 'REIMS',
        addresses: [{ type: 'H', street: '28 AV DE BRETEUIL', city: 'PARIS', postalCode: '75007', country: 'FRA' }],
        telecoms: [
          { kind: 'phone', value: '0299000000', use: 'PRN' },
          { kind: 'email', value: 'dominique@example.org', use: 'NET' },
        ],
      },
      stay: {
        account: { value: '24000006' },
        visit: { value: '9000001' },
        patientClass: 'I',
        treatmentMode: '03',
        location: { unit: '6268', room: '101', bed: 'F', occupied: true },
        attending: { idNat: '810100000004', family: 'KERVADEC', given: 'MAËLLE' },
        accountKept: false,
      },
      movement: {
        ids: ['MVT2^GAM'],
        at: '2026-03-10T07:05:00.000Z',
        action: 'INSERT',
        historic: false,
        medicalUnit: { code: '6268', label: 'CARDIOLOGIE' },
        natures: ['H', 'M', 'S'],
      },
      consent: { dmpStatus: 'ACTIF', feeding: 'INO', consultation: 'IC', feedingAt: '2026-03-10T07:12:00.000Z' },
    })
  })

  it.each([
    ['VALI with an INS', {}, 'QUALIFIEE', true],
    ['VALI without INS', { ids: IPP }, 'VALIDEE', false],
    ['PROV', { ids: IPP, reliability: 'PROV' }, 'PROVISOIRE', false],
    ['PROV with an INS', { reliability: 'PROV' }, 'PROVISOIRE', false],
    ['VALI and DOUT with an INS', { reliability: 'VALI~DOUT' }, 'PROVISOIRE', false],
    ['VALI and HOMA with an INS', { reliability: 'VALI~HOMA' }, 'QUALIFIEE', true],
  ])('%s: status and INS', (_, parts, status, kept) => {
    const { patient } = readAdt(a31(parts))
    expect(patient.status).toBe(status)
    expect(patient.ins !== undefined).toBe(kept)
  })

  it('keeps the registered number when both are sent, and never takes a billing number for an INS', () => {
    const nia = '109076322088835^^^ASIP-SANTE-INS-NIA&1.2.250.1.213.1.4.9&ISO^INS'
    const billing = '279035121518989^^^ASIP-SANTE-NIR&1.2.250.1.213.1.4.8&ISO^NH'
    expect(readAdt(a31({ ids: `${IPP}~${nia}~${INS}` })).patient.ins?.matricule).toBe('279035121518989')
    const { patient } = readAdt(a31({ ids: `${IPP}~${billing}` }))
    expect(patient).toMatchObject({ status: 'VALIDEE', otherIdentifiers: [{ type: 'NH' }] })
    expect(patient.ins).toBeUndefined()
  })

  it('tells a deletion from what is not sent', () => {
    const { traits, deathAt, addresses } = readAdt(
      a31({ ids: IPP, reliability: 'PROV', names: 'PAT-TROIS^DOMINIQUE^^^^^L~""^^^^^^D', addresses: '""' }),
    ).patient
    expect(traits.usedName).toBeNull()
    expect('usedGivenName' in traits).toBe(false)
    expect('birthGivenNames' in traits).toBe(false)
    expect(addresses).toBeNull()
    expect(deathAt).toBeUndefined()
  })

  it('general practitioner: declared, withdrawn, or not spoken of', () => {
    const role = (action: string) =>
      `ROL||${action}|ODRP|810100000012^TANGUY^PAUL^^^DR^^^ASIP-SANTE-PS&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS||||||||^NET^Internet^paul.tanguy@medecin.mssante.example`
    expect(readAdt(a01({}, more(role('UC')))).patient.generalPractitioner).toEqual({
      idNat: '810100000012',
      id: '810100000012',
      idType: 'IDNPS',
      family: 'TANGUY',
      given: 'PAUL',
      prefix: 'DR',
      telecoms: [{ kind: 'email', value: 'paul.tanguy@medecin.mssante.example', use: 'NET', equipment: 'Internet' }],
    })
    expect(readAdt(a01({}, more(role('DE')))).patient.generalPractitioner).toBeNull()
    expect(readAdt(a01()).patient.generalPractitioner).toBeUndefined()
  })

  it('people around, capture and modes of entry', () => {
    const adt = readAdt(
      a01({}, (all) => [
        ...all.slice(0, 3),
        'NK1|1|PAT-TROIS^CLAUDE^^^^^L|SPO||^PRN^CP^^^^^^^^^0600000000||C||||||||||||||||||||||||||P1^^^GAM&220000012&M^PN',
        ...all.slice(3),
        'ZFM|8||1',
        'ZFD|32^13^1950||Y|N|INSI|20260302082900|CN|20310115',
      ]),
    )
    expect(adt.patient.contacts).toMatchObject([
      {
        family: 'PAT-TROIS',
        given: 'CLAUDE',
        relationship: 'SPO',
        role: 'C',
        telecoms: [{ kind: 'phone', value: '0600000000', use: 'PRN', equipment: 'CP' }],
        identifier: { value: 'P1', type: 'PN' },
      },
    ])
    expect(adt.patient.capture).toEqual({
      mode: 'INSI',
      insiAt: '2026-03-02T07:29:00.000Z',
      proofCode: 'CN',
      proofEndsOn: '2031-01-15',
      smsConsent: true,
      correctedBirthDate: false,
      lunarBirthDate: '32^13^1950',
    })
    expect(adt.stay).toMatchObject({ entryMode: '8', origin: '1' })
  })

  it('removal of the INS by A47, merge by A40, account moved by A44', () => {
    const removal = readAdt(
      merge('A47', 'ADT_A30', `MRG|${INS}`, { ids: `${IPP}~""${INS.slice(15)}`, reliability: 'PROV' }),
    )
    expect(removal.patient).toMatchObject({ insDeleted: true, status: 'PROVISOIRE' })
    expect(removal.merges).toMatchObject([{ formerIns: { matricule: '279035121518989' }, eliminated: [] }])
    const merged = readAdt(merge('A40', 'ADT_A39', 'MRG|000009^^^GAM&220000012&M^PI'))
    expect(merged.merges).toMatchObject([{ survivor: [{ value: '000003' }], eliminated: [{ value: '000009' }] }])
    const moved = readAdt(merge('A44', 'ADT_A43', `MRG|000009^^^GAM&220000012&M^PI||${ACCOUNT}`))
    expect(moved.merges).toMatchObject([{ account: { value: '24000006' } }])
  })

  it('a message of identity has no stay; an event of before release 2.7 becomes a transfer', () => {
    expect(readAdt(a31()).stay).toBeUndefined()
    const old = readAdt(move('Z84', 'ADT_A01', zbe('INSERT', '', 'S')))
    expect(old).toMatchObject({ event: 'A02', movement: { natures: ['S'] } })
  })
})
