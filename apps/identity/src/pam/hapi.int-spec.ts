import type { SubscriberRequest, SubscriberView } from '@anamnese/contracts'
import { MllpClient } from '@anamnese/interop-mllp'
import { describeWith, type JavaProcess } from '@anamnese/interop-test-java'
import type { RunningService } from '@anamnese/platform-service'
import { eventually, TestBench } from '@anamnese/platform-testing'
import { definition } from '../definition'
import { certificate } from '../test/certificate'
import { HAPI, receiveWithHapi, sendWithHapi } from '../test/hapi'
import { a01, a28 } from '../test/messages'
import { PamDoor } from './pam-door'

const TOPICS = [
  'dpi.identity.patient.v1',
  'dpi.identity.movement.v1',
  'dpi.identity.consent.v1',
  'dpi.consent.choices.v1',
  'dpi.audit.trail.v1',
  'dpi.identity.dead-letter.v1',
] as const

describeWith(HAPI)('an HL7 stack of others (HAPI)', () => {
  const authority = certificate('AC TEST', 'AC')
  const own = certificate('localhost', 'DPI', authority)
  const theirs = { own: certificate('localhost', 'HAPI', authority), authority }
  let bench: TestBench
  let service: RunningService
  let secure: RunningService
  const running: JavaProcess[] = []

  beforeAll(async () => {
    bench = await TestBench.create([...TOPICS])
    // Two replicas of one service, one of them with a secured door: either may send.
    const common = {
      INS_TEST_OIDS: 'true',
      PAM_OUT_TLS_CA: authority.cert,
      PAM_OUT_TLS_CERT: own.cert,
      PAM_OUT_TLS_KEY: own.key,
    }
    service = await bench.start(definition, common)
    secure = await bench.start(definition, {
      ...common,
      MLLP_TLS_CERT: own.cert,
      MLLP_TLS_KEY: own.key,
      MLLP_TLS_CA: authority.cert,
    })
  }, 60_000)
  afterAll(async () => {
    for (const one of running) one.close()
    await bench.close()
  }, 30_000)

  const door = (of: RunningService): number => of.app.get(PamDoor).address!.port
  const patient = (ipp: string) => bench.collection('patients').findOne({ ippKeys: `${ipp}^GAM&220000012` })

  it.each([
    ['original', 'UNICODE UTF-8', false],
    ['original', '8859/15', false],
    ['enhanced', 'UNICODE UTF-8', false],
    ['enhanced', '8859/15', true],
    ['original', 'UNICODE UTF-8', true],
  ] as const)(
    'sends in the %s mode, in %s (TLS: %s), and understands what is answered',
    async (mode, charset, tls) => {
      const ipp = `${mode === 'original' ? 'O' : 'E'}${charset.length}${String(tls)}`
      const link = { mode, charset, ...(tls ? { tls: theirs } : {}) }
      const lines = await sendWithHapi(door(tls ? secure : service), link, [ipp, `X${ipp}`])
      const codes = lines.map((line) => line.split('|').slice(3, 6).join(' '))
      const accepted = mode === 'enhanced' ? [`CA H${ipp} `, `AA H${ipp} `] : [`AA H${ipp} `]
      const refused = mode === 'enhanced' ? [`CA HX${ipp} `, `AE HX${ipp} 32`] : [`AE HX${ipp} 32`]
      expect(codes).toEqual([...accepted, ...refused])
      expect(await patient(ipp)).toMatchObject({
        traits: { birthName: 'LE GOEFF', firstBirthGivenName: 'ELOISE' },
        address: { lines: ["5 rue de l'Œuvre"], city: 'Guingamp' },
      })
    },
    60_000,
  )

  it.each([
    ['original', 'UNICODE UTF-8', false],
    ['original', '8859/15', true],
    ['enhanced', '8859/15', false],
    ['enhanced', 'UNICODE UTF-8', true],
  ] as const)(
    'receives in the %s mode, in %s (TLS: %s), each message once, in order',
    async (ackMode, charset, tls) => {
      const hapi = await receiveWithHapi({ mode: ackMode, ...(tls ? { tls: theirs } : {}) })
      running.push(hapi)
      const name = `HAPI ${ackMode} ${charset} ${String(tls)}`
      const body: SubscriberRequest = {
        name,
        host: 'localhost',
        port: hapi.port,
        tls,
        application: name.slice(0, 20),
        facility: '220000012',
        charset,
        ackMode,
        events: ['A28', 'A31', 'A01'],
        domains: [],
      }
      const request = { method: 'POST', headers: await bench.as(), body: JSON.stringify(body) }
      const subscriber = (await (await fetch(`${service.url}/identity/subscribers`, request)).json()) as SubscriberView
      const gam = new MllpClient({ host: '127.0.0.1', port: door(service) })
      const ipp = `R${ackMode.slice(0, 1)}${charset.length}`
      await gam.send(Buffer.from(a28({ ipp, ins: null, names: 'LE GOEFF^ELOISE^ELOISE^^^^L' })))
      await eventually(() => {
        expect(hapi.lines.slice(1).map((line) => line.split('|')[1])).toEqual(['A28'])
      }, 30_000)
      await gam.send(Buffer.from(a01({ ipp, ins: null, names: 'LE GOEFF^ELOISE^ELOISE^^^^L' }, `M${ipp}`)))
      gam.close()
      await eventually(() => {
        expect(hapi.lines.slice(1).map((line) => line.split('|').slice(1, 3).join(' '))).toEqual([
          `A28 ${charset}`,
          `A31 ${charset}`,
          `A01 ${charset}`,
        ])
      }, 30_000)
      expect(hapi.lines.at(-1)).toBe(`ADT_A01|A01|${charset}||||${ipp}|LE GOEFF|28 AV DE BRETEUIL|9000001`)
      await eventually(async () => {
        const states = await bench.collection('pam_outgoing').distinct('state', { subscriberId: subscriber.id })
        expect(states).toEqual(['accepted'])
      })
    },
    90_000,
  )
})
