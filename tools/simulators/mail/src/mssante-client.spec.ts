import { buildMssMail, createSmtpClient, type BuiltMail, type MssTlsMaterial } from '@anamnese/interop-mssante'
import { startMailServer, type MailServer } from './index'
import { TestPki, type Identity } from './testing/pki'

const SENDER = 'cardiologie.app@ch-argoat.mssante.example'
const DOCTOR = 'paul.tanguy@medecin.mssante.example'
const OTHER = 'soizic.lebihan@medecin.mssante.example'

/** The SMTP client of the product against a server written by others. */
describe('sending to an MSSanté operator', () => {
  let pki: TestPki
  let server: MailServer
  let client: Identity

  beforeAll(async () => {
    pki = await TestPki.create()
    client = await pki.issue('CH DE L ARGOAT AUTH_CLI', '11')
    const own = await pki.issue('localhost', '10')
    server = await startMailServer({
      tls: { ...own, clientCa: pki.ca },
      accounts: [{ address: SENDER, password: '-' }],
      mailboxes: [DOCTOR, OTHER],
    })
  }, 60_000)
  afterAll(() => server.close())

  const mail = (to: string[]): Promise<BuiltMail> =>
    buildMssMail({
      messageId: `${String(Math.random()).slice(2)}@ch-argoat.mssante.example`,
      date: new Date(),
      from: { address: SENDER },
      replyTo: { address: 'secretariat.cardiologie@ch-argoat.mssante.example' },
      to: to.map((address) => ({ address })),
      subject: { label: 'Lettre', family: 'PAT-TROIS', given: 'DOMINIQUE' },
      nil: '0000000',
      insQualified: true,
      archive: Buffer.from('PK'),
      documents: [{ typeCode: '11490-0', pdf: { name: 'a.pdf', bytes: Buffer.from('%PDF') } }],
      deliveryReceipt: true,
    })
  const send = async (to: string[], tls: Partial<MssTlsMaterial> = {}): Promise<unknown> => {
    const smtp = createSmtpClient({
      host: server.host,
      port: server.port,
      tls: { ca: [pki.ca], servername: 'localhost', ...client, ...tls },
      credentials: { method: 'PLAIN', user: SENDER, password: '-' },
      connectionTimeoutMs: 3000,
    })
    const { recipients } = await smtp.send(await mail(to))
    smtp.close()
    return recipients
  }

  it('is accepted for each recipient, with TLS 1.2 or more and the client certificate', async () => {
    expect(await send([DOCTOR, OTHER])).toEqual([
      { address: DOCTOR, status: 'accepted' },
      { address: OTHER, status: 'accepted' },
    ])
    const [received] = await server.messages(OTHER)
    expect(received?.tls).toMatchObject({ verified: true })
    expect(received?.tls.version).toMatch(/^TLSv1\.[23]$/)
  })

  it('tells the recipients that are refused for good from those that were accepted', async () => {
    const inconnu = 'inconnu@medecin.mssante.example'
    expect(await send([DOCTOR, inconnu])).toEqual([
      { address: DOCTOR, status: 'accepted' },
      { address: inconnu, status: 'refused', code: 550, text: expect.stringContaining('5.1.1') as string },
    ])
  })

  it('tells what may be tried again from what may not', async () => {
    await server.arm([{ stage: 'data', code: 451, message: '4.3.0 Try later', times: 1 }])
    expect(await send([DOCTOR])).toMatchObject([{ status: 'deferred', code: 451 }])
    await server.arm([{ stage: 'data', code: 552, message: '5.3.4 Too big', times: 1 }])
    expect(await send([DOCTOR])).toMatchObject([{ status: 'refused', code: 552 }])
    await server.arm([{ stage: 'rcpt', address: OTHER, code: 452, message: '4.2.2 Full', times: 1 }])
    expect(await send([DOCTOR, OTHER])).toMatchObject([{ status: 'accepted' }, { status: 'deferred', code: 452 }])
  })

  it('waits for the settings to be put right when the server wants another certificate', async () => {
    const stranger = await (await TestPki.create('Autre AC')).issue('intrus', '12')
    expect(await send([DOCTOR], stranger)).toMatchObject([{ status: 'deferred' }])
  })

  it('sends nothing to a server whose certificate is not of the trusted authority', async () => {
    const other = await TestPki.create('Autre AC')
    const before = (await server.messages()).length
    expect(await send([DOCTOR], { ca: [other.ca] })).toMatchObject([{ status: 'deferred' }])
    expect((await server.messages()).length).toBe(before)
  })

  it('sends nothing to a server whose certificate is revoked', async () => {
    expect(await send([DOCTOR], { crl: [await pki.crl([])] })).toMatchObject([{ status: 'accepted' }])
    expect(await send([DOCTOR], { crl: [await pki.crl(['10'])] })).toMatchObject([
      { status: 'deferred', text: expect.stringMatching(/revoked/i) as string },
    ])
  })

  it('is put off while the server is down', async () => {
    await server.down()
    expect(await send([DOCTOR])).toMatchObject([{ status: 'deferred', code: 111 }])
    await server.up()
    expect(await send([DOCTOR])).toMatchObject([{ status: 'accepted' }])
  }, 30_000)
})
