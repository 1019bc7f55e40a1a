import { Hl7Message, readAck } from '@anamnese/interop-hl7v2'
import { MllpClient } from '@anamnese/interop-mllp'
import type { RunningService } from '@anamnese/platform-service'
import { eventually, TestBench } from '@anamnese/platform-testing'
import { definition } from '../definition'
import { a28, a31 } from '../test/messages'
import { PamDoor } from './pam-door'

describe('the PAM door, in the enhanced mode and in two character sets', () => {
  let bench: TestBench
  let service: RunningService
  let client: MllpClient

  beforeAll(async () => {
    bench = await TestBench.create(['dpi.identity.patient.v1', 'dpi.audit.trail.v1', 'dpi.identity.dead-letter.v1'])
    service = await bench.start(definition, { INS_TEST_OIDS: 'true' })
    client = new MllpClient({ ...service.app.get(PamDoor).address!, answerTimeoutMs: 5_000 })
  }, 60_000)
  afterAll(async () => {
    client.close()
    await bench.close()
  }, 30_000)

  const asking = (text: string, accept: string, application: string): string =>
    text.replace('2.5^FRA^2.11|||||', `2.5^FRA^2.11|||${accept}|${application}|`)
  /** Codes of the answers, in order. */
  const answers = async (text: string, count: number): Promise<string[]> => {
    const codes: string[] = []
    await client.send(Buffer.from(text), (bytes) => {
      codes.push(readAck(Hl7Message.parse(bytes)).code)
      return codes.length < count ? 'more' : 'last'
    })
    return codes
  }
  const patient = (ipp: string) => bench.collection('patients').findOne({ ippKeys: `${ipp}^GAM&220000012` })

  it('accepts the message once it is kept, then says what became of it', async () => {
    expect(await answers(asking(a28({ ipp: 'E1', ins: null }), 'AL', 'AL'), 2)).toEqual(['CA', 'AA'])
    expect(await patient('E1')).not.toBeNull()
    expect(await answers(asking(a28({ ipp: 'E2', reliability: '' }), 'AL', 'AL'), 2)).toEqual(['CA', 'AE'])
    await eventually(async () => {
      expect(await bench.collection('hl7_accepted').countDocuments()).toBe(0)
    })
  })

  it('sends the acknowledgements that are asked for, and no other', async () => {
    expect(await answers(asking(a28({ ipp: 'E3', ins: null }), 'AL', 'NE'), 1)).toEqual(['CA'])
    expect(await answers(asking(a28({ ipp: 'E4', ins: null }), 'NE', 'AL'), 1)).toEqual(['AA'])
    expect(await answers(asking(a28({ ipp: 'E5', ins: null }), 'ER', 'SU'), 1)).toEqual(['AA'])
    expect(await answers(asking(a28({ ipp: 'E6', ins: null, reliability: '' }), 'NE', 'ER'), 1)).toEqual(['AE'])
    await client.post(Buffer.from(asking(a28({ ipp: 'E7', ins: null }), 'NE', 'NE')))
    await eventually(async () => {
      expect(await patient('E7')).not.toBeNull()
    })
    // The connection is still in step: the next message gets its own answer.
    expect(await answers(a31({ ipp: 'E7', ins: null }), 1)).toEqual(['AA'])
  })

  it('rejects at once what is not for it', async () => {
    const wrong = asking(a28({ ipp: 'E8', ins: null }), 'AL', 'AL').replace('2.5^FRA', '2.3^FRA')
    expect(await answers(wrong, 1)).toEqual(['CR'])
  })

  it('the same message again gets the same answers, and is handled once', async () => {
    const text = asking(a28({ ipp: 'E9', ins: null, id: 'ENH-9' }), 'AL', 'AL')
    expect(await answers(text, 2)).toEqual(['CA', 'AA'])
    expect(await answers(text, 2)).toEqual(['CA', 'AA'])
    expect(await bench.collection('hl7_messages').countDocuments({ controlId: 'ENH-9' })).toBe(1)
  })

  it('what was accepted before a stop is handled after it', async () => {
    const bytes = Buffer.from(asking(a28({ ipp: 'E10', ins: null }), 'AL', 'AL'))
    const left = { establishment: '220000020', version: 1, bytes, peer: '127.0.0.1', acceptedAt: new Date(0) }
    await bench.collection('hl7_accepted').insertOne({ _id: 'left' as never, ...left })
    await eventually(async () => {
      expect(await patient('E10')).not.toBeNull()
      expect(await bench.collection('hl7_accepted').countDocuments()).toBe(0)
    }, 15_000)
  }, 20_000)

  it('reads and answers in the character set of the message', async () => {
    const name = 'LE GOËFF^ÉLOÏSE^ÉLOÏSE^^^^L~ŒUVRE^^^^^^D'
    const text = a28({ ipp: 'É11', ins: null, names: name, reliability: '' }).replace('UNICODE UTF-8', '8859/15')
    const latin9 = Buffer.from(text.replace('Œ', '\u00bc'), 'latin1')
    const answer = await client.send(latin9)
    expect(answer.includes(Buffer.from('8859/15'))).toBe(true)
    expect(Hl7Message.parse(answer).get('ERR-8')).toContain('Champ obligatoire absent')
    await client.send(
      Buffer.from(
        a28({ ipp: 'L12', ins: null, names: name }).replace('UNICODE UTF-8', '8859/15').replace('Œ', '\u00bc'),
        'latin1',
      ),
    )
    await client.send(Buffer.from(a28({ ipp: 'U12', ins: null, names: name })))
    const [latin, utf8] = [await patient('L12'), await patient('U12')]
    expect(latin?.['traits']).toMatchObject({
      birthName: 'LE GOEFF',
      firstBirthGivenName: 'ELOISE',
      usedName: 'OEUVRE',
    })
    expect(utf8?.['traits']).toEqual(latin?.['traits'])
  })
})
