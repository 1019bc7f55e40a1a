import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { el, parseXml, validateXsd, XsdSchema } from '@anamnese/interop-xml'
import { buildEnvelope, buildFault, readEnvelope, SoapError } from '@anamnese/interop-soap'
import { buildInsiEnvelope } from './context'
import { insiError } from './fault'
import { InsiError } from './insi-error'
import { CircuitBreaker } from './breaker'
import { buildSearchByCard, coverageOf } from './card-request'
import { buildUnitVerification, DEFAULT_UNIT_VERIFICATION, readUnitVerification } from './unit-verification'
import { readInsiResult, type InsiResult } from './result'
import { buildSearchByTraits, type InsiQuery } from './search-request'
import { SEARCH_BY_CARD_ACTION } from './names'
import { searchIdentity } from './strategy'
import { verifyIns } from './verify'

const FIXTURES = process.env['ANAMNESE_FIXTURES'] ?? path.resolve(__dirname, '../../../../../shared/fixtures')
const folder = path.join(FIXTURES, 'insi')
const present = existsSync(folder)
const describeFixtures = present ? describe : describe.skip
const reason = present ? '' : ` (skipped: ${folder} is absent)`
const traits = {
  birthName: 'ADRTROIS',
  firstBirthGivenName: 'DOMINIQUE',
  birthDate: '1997-02-26',
  sex: 'F',
  birthPlaceCode: '2A020',
} as const
const query: InsiQuery = { birthName: 'ADRTROIS', givenNames: ['DOMINIQUE'], sex: 'F', birthDate: '1997-02-26' }
const caller = {
  emitter: '1220000020',
  idam: 'IDAM-1',
  software: { name: 'Anamnese', version: '0.1.0', instance: 'i' },
}

function found(matricule: string, over: object = {}): InsiResult {
  const ins = { matricule, oid: '1.2.250.1.213.1.4.10' }
  return {
    outcome: 'found',
    code: '00',
    label: 'OK',
    identity: { ins, history: [], traits: { ...traits, ...over }, missing: [], warnings: [] },
  }
}
const none: InsiResult = { outcome: 'none', code: '01', label: '' }
const multiple: InsiResult = { outcome: 'multiple', code: '02', label: '' }
const answering = (...results: InsiResult[]): { search: (q: InsiQuery) => Promise<InsiResult>; asked: InsiQuery[] } => {
  const asked: InsiQuery[] = []
  return {
    asked,
    search: (q) => {
      asked.push(q)
      return Promise.resolve(results[asked.length - 1] ?? none)
    },
  }
}

describe('A search by traits', () => {
  it('cannot be asked without name, given name, full date and a sex that INSi knows', () => {
    expect(() => buildSearchByTraits({ birthName: ' ', givenNames: [''], sex: 'U', birthDate: '1997' })).toThrow(
      'le nom de naissance, un prénom de naissance, le sexe, la date de naissance complète',
    )
  })

  it('tries each given name, then the whole list', async () => {
    const insi = answering(none, none, found('1'))
    const search = await searchIdentity(insi, { ...traits, birthGivenNames: 'DOMINIQUE MARIE' })
    expect(insi.asked.map(({ givenNames }) => givenNames)).toEqual([['DOMINIQUE'], ['MARIE'], ['DOMINIQUE', 'MARIE']])
    expect(search.result.outcome).toBe('found')
  })

  it('narrows with all given names, then with the place of birth, when several people answer', async () => {
    const insi = answering(multiple, multiple, found('1'))
    const { attempts } = await searchIdentity(insi, { ...traits, birthGivenNames: 'DOMINIQUE MARIE' })
    expect(attempts.map((attempt) => [attempt.query.givenNames, attempt.query.birthPlaceCode])).toEqual([
      [['DOMINIQUE'], undefined],
      [['DOMINIQUE', 'MARIE'], undefined],
      [['DOMINIQUE', 'MARIE'], '2A020'],
    ])
  })

  it('asks once when the only given name finds nobody, and does not send an unknown place', async () => {
    const nobody = answering(none)
    await searchIdentity(nobody, traits)
    expect(nobody.asked).toHaveLength(1)
    const twins = answering(multiple)
    await searchIdentity(twins, { ...traits, birthPlaceCode: '99999' })
    expect(twins.asked).toHaveLength(1)
  })
})

describe('A search by carte Vitale', () => {
  it('cannot be asked without a NIR and the date of the card', () => {
    expect(() => buildSearchByCard({ birthName: 'X' })).toThrow('le NIR du bénéficiaire ou de l’assuré')
    expect(() => buildSearchByCard({ matricule: '123', birthDate: '1979-03-28' })).toThrow('13 ou 15 caractères')
    expect(() => buildSearchByCard({ matricule: '2790351215189', birthDate: '1979-03-28', birthRank: 'A' })).toThrow(
      'rang de naissance',
    )
  })

  it('takes a lunar date and a child on the card of an insured person', () => {
    const request = buildSearchByCard({ insuredMatricule: '279035121518989', birthDate: '2019-31-42', birthRank: '1' })
    expect(request).toMatch(/MatriculeOD>.*NumIdentifiant>2790351215189<.*Cle>89</)
    expect(request).toContain('DateNaissance>2019-31-42<')
    expect(request).not.toContain('MatriculeIndividu')
  })
})

describe('The unit verification', () => {
  const ins = { matricule: '297022A02077878', oid: '1.2.250.1.213.1.4.10' }

  it('sends the INS held and its traits, in the names that the installation has', () => {
    const shape = { ...DEFAULT_UNIT_VERIFICATION, requestRoot: 'AUTRE', requestNamespace: 'urn:autre' }
    const request = buildUnitVerification(ins, traits, shape)
    expect(request).toMatch(/^<v:AUTRE xmlns:v="urn:autre"><v:IndividuVerifie><v:INSFourni><v:IdIndividu>/)
    expect(request).toContain('<v:OID>1.2.250.1.213.1.4.10</v:OID>')
    expect(() => buildUnitVerification(ins, { ...traits, sex: 'U' })).toThrow(InsiError)
  })

  it('reads yes and no, and takes nothing else for an answer', () => {
    const answer = (code: string): ReturnType<typeof parseXml>['documentElement'] & object =>
      parseXml(
        `<R xmlns="http://www.cnamts.fr/INSiResultat"><CR><CodeCR>${code}</CodeCR><LibelleCR>l</LibelleCR></CR></R>`,
      ).documentElement!
    expect(readUnitVerification(answer('00')).outcome).toBe('confirmed')
    expect(readUnitVerification(answer('KO'))).toEqual({ outcome: 'refuted', code: 'KO', label: 'l' })
    expect(() => readUnitVerification(answer('77'))).toThrow('77')
  })
})

describe('The verification of an INS', () => {
  const ins = { matricule: '297022A02077878', oid: '1.2.250.1.213.1.4.10' }

  it('is confirmed when matricule and traits are those of the national base', async () => {
    await expect(verifyIns(answering(found(ins.matricule)), ins, traits)).resolves.toMatchObject({
      outcome: 'confirmed',
    })
  })

  it('tells another matricule from other traits', async () => {
    await expect(verifyIns(answering(found('other')), ins, traits)).resolves.toMatchObject({
      outcome: 'different',
      otherIns: true,
      traits: [],
    })
    const moved = answering(found(ins.matricule, { birthPlaceCode: '2A004' }))
    await expect(verifyIns(moved, ins, traits)).resolves.toMatchObject({
      outcome: 'different',
      otherIns: false,
      traits: ['birthPlaceCode'],
    })
  })

  it('says when nobody, or several people, answer', async () => {
    await expect(verifyIns(answering(none), ins, traits)).resolves.toMatchObject({ outcome: 'none' })
    await expect(verifyIns(answering(multiple, multiple), ins, traits)).resolves.toMatchObject({ outcome: 'multiple' })
  })
})

describe('A failure of INSi', () => {
  it('is told in French with the code of the teleservice', () => {
    const detail = el(
      'siram:Erreur',
      { 'xmlns:siram': 'urn:siram', severite: 'fatale', code: 'DESIR_560', messageID: 'uuid:1' },
      'Niveau insuffisant',
    )
    const fault = buildFault({
      code: 'Sender',
      subcode: { namespace: 'urn:siram', name: 'siram_100' },
      reason: 'x',
      detail,
    })
    const error = insiError(readEnvelope(buildEnvelope({}, fault)).fault) as InsiError
    expect(error).toMatchObject({
      code: 'INSI.SERVICE_ERROR',
      siram: {
        subcode: 'siram_100',
        code: 'DESIR_560',
        severity: 'fatale',
        messageId: 'uuid:1',
        label: 'Niveau insuffisant',
      },
    })
    expect(error.message).toBe('Le certificat de l’établissement ne donne pas accès à INSi.')
  })

  it('is an unavailability when nothing answers', () => {
    expect(insiError(new SoapError('SOAP.TIMEOUT', '', 'unknown'))).toMatchObject({ code: 'INSI.UNAVAILABLE' })
    expect(insiError(new SoapError('SOAP.MALFORMED', '', 'unknown'))).toMatchObject({ code: 'INSI.UNREADABLE' })
  })

  it('says the next step, whether to try again, and whether the teleservice is in trouble', () => {
    const told = (error: unknown): object => {
      const { failure, retryable, ofService, next } = insiError(error) as InsiError
      expect(next).toMatch(/\.$/)
      return { failure, retryable, ofService }
    }
    expect(told(new SoapError('SOAP.TLS', '', 'no'))).toEqual({ failure: 'tls', retryable: true, ofService: true })
    expect(told(new SoapError('SOAP.HTTP_STATUS', '', 'unknown'))).toMatchObject({ failure: 'http' })
    expect(told(new SoapError('SOAP.INTERRUPTED', '', 'unknown'))).toMatchObject({ failure: 'interrupted' })
    expect(new InsiError('INSI.TRAITS_INSUFFICIENT', '')).toMatchObject({ retryable: false, ofService: false })
  })

  it('is an unreadable answer for an unknown code', () => {
    const xml =
      '<RESULTAT xmlns="http://www.cnamts.fr/INSiResultat"><CR><CodeCR>09</CodeCR><LibelleCR>?</LibelleCR></CR></RESULTAT>'
    expect(() => readInsiResult(parseXml(xml).documentElement!)).toThrow(InsiError)
  })
})

describe('A teleservice that is down', () => {
  it('is left alone after several failures in a row, then tried once', async () => {
    let now = 0
    let calls = 0
    const breaker = new CircuitBreaker({ threshold: 3, openMs: 1000, now: () => now })
    const fails = (): Promise<never> => {
      calls += 1
      return Promise.reject(new InsiError('INSI.UNAVAILABLE', 'x'))
    }
    for (let turn = 0; turn < 6; turn += 1) await expect(breaker.call(fails)).rejects.toThrow(InsiError)
    expect(calls).toBe(3)
    expect(breaker.suspendedUntil).toBe(1000)
    now = 1001
    await expect(breaker.call(fails)).rejects.toMatchObject({ failure: 'unreachable' })
    await expect(breaker.call(fails)).rejects.toMatchObject({ failure: 'suspended', retryable: true })
    expect(calls).toBe(4)
    now = 3000
    await expect(breaker.call(() => Promise.resolve('ok'))).resolves.toBe('ok')
    await expect(breaker.call(fails)).rejects.toMatchObject({ failure: 'unreachable' })
    expect(breaker.suspendedUntil).toBeUndefined()
  })

  it('is not suspected when the request is at fault', async () => {
    const breaker = new CircuitBreaker({ threshold: 1 })
    await expect(
      breaker.call(() => Promise.reject(new InsiError('INSI.TRAITS_INSUFFICIENT', 'x'))),
    ).rejects.toMatchObject({ failure: 'traits' })
    expect(breaker.suspendedUntil).toBeUndefined()
  })
})

describeFixtures(`The published replies of INSi${reason}`, () => {
  const reply = (name: string): InsiResult =>
    readInsiResult(readEnvelope(readFileSync(path.join(folder, name))).content)

  it('01 is nobody', () => {
    expect(reply('REP_CR01.xml')).toEqual({ outcome: 'none', code: '01', label: 'Aucune identite trouvee' })
  })

  it('00 gives the INS, the past ones and the traits, with the first given name read in the list', () => {
    const result = reply('TEST_2.04_cas2.xml')
    expect(result).toMatchObject({
      outcome: 'found',
      identity: {
        ins: { matricule: '109076322083489', oid: '1.2.250.1.213.1.4.8' },
        history: [
          { matricule: '209076322083439', from: '2019-03-01', to: '2019-02-28' },
          { matricule: '209066322012355' },
        ],
        traits: {
          birthName: 'ECETINSI',
          firstBirthGivenName: 'PIERRE-ALAIN',
          birthGivenNames: 'PIERRE-ALAIN MURIEL FLORIANT',
        },
        missing: [],
      },
    })
  })

  it('an active INS repeated among the past ones counts once, and a Corsican matricule is read', () => {
    expect(reply('TEST_2.08_cas1.xml')).toMatchObject({
      identity: { ins: { matricule: '180032B02040123' }, history: [], traits: { sex: 'M', birthPlaceCode: '2B020' } },
    })
  })

  it('warns of a wrong key without refusing it, and computes one that is absent', () => {
    const xml = readFileSync(path.join(folder, 'TEST_2.08_cas1.xml'), 'utf8')
    const wrong = readInsiResult(readEnvelope(xml.replaceAll('<Cle>23</Cle>', '<Cle>24</Cle>')).content)
    expect(wrong).toMatchObject({ identity: { ins: { matricule: '180032B02040124' } } })
    expect(wrong.outcome === 'found' && wrong.identity.warnings.length).toBeGreaterThan(0)
    const absent = readInsiResult(readEnvelope(xml.replaceAll('<Cle>23</Cle>', '')).content)
    expect(absent).toMatchObject({ identity: { ins: { matricule: '180032B02040123' }, warnings: [] } })
  })

  it('names the strict traits that are missing', () => {
    const xml = readFileSync(path.join(folder, 'TEST_2.08_cas1.xml'), 'utf8').replace(
      /<LieuNaissance>.*<\/LieuNaissance>/,
      '',
    )
    expect(readInsiResult(readEnvelope(xml).content)).toMatchObject({ identity: { missing: ['birthPlaceCode'] } })
  })
})

describeFixtures(`A request to INSi${reason}`, () => {
  const card = {
    matricule: '180032B02040123',
    insuredMatricule: '279035121518989',
    birthName: 'CORSE',
    birthDate: '1980-03-02',
    birthRank: '1',
    coverage: { regime: '01', organisation: '221', centre: '0000' },
  }
  const xsd = path.join(folder, 'wsdl/xsd')

  it('has a body valid against the schema of the search', async () => {
    const body = buildSearchByTraits({ ...query, givenNames: ['DOMINIQUE', 'MARIE'], birthPlaceCode: '2A020' })
    expect(
      await validateXsd(Buffer.from(body), path.join(xsd, 'ServiceIdentiteCertifiee/INSi_RECSANS_INS.xsd')),
    ).toEqual([])
  })

  it('has a body valid against the schema of the search by carte Vitale', async () => {
    const body = buildSearchByCard(card)
    expect(
      await validateXsd(Buffer.from(body), path.join(xsd, 'ServiceIdentiteCertifiee/INSi_RECVITALE_INS.xsd')),
    ).toEqual([])
  })

  it('has contexts valid against their schemas, and the action of the WSDL', async () => {
    const { envelope, messageId } = buildInsiEnvelope(
      '<b/>',
      SEARCH_BY_CARD_ACTION,
      caller,
      new Date(),
      coverageOf(card),
    )
    const block = (name: string): Buffer =>
      Buffer.from(new RegExp(`<(ctx\\w+:${name}).*</\\1>`).exec(envelope)?.[0] ?? '')
    for (const [name, file] of [
      ['ContexteBAM', 'ROOT_ctxbam_CTXBAM_V01_02.xsd'],
      ['ContexteLPS', 'ROOT_ctxlps_CTXLPS_V01_00.xsd'],
    ] as const) {
      const schema = await XsdSchema.load(path.join(xsd, 'CTX', file))
      expect(schema.validate(block(name))).toEqual([])
      schema.dispose()
    }
    const read = readEnvelope(envelope)
    expect(read.messageId).toBe(messageId)
    expect(readFileSync(path.join(folder, 'wsdl/DESIR_ICIR_EXP_1.5.0.wsdl'), 'utf8')).toContain(
      `soapAction="${read.action ?? ''}"`,
    )
  })
})
