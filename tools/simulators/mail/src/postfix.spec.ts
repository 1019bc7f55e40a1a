import {
  buildMssMail,
  createSmtpClient,
  type RecipientOutcome,
  type SmtpClientOptions,
} from '@anamnese/interop-mssante'
import { simpleParser } from 'mailparser'
import { TestPki, type Identity } from './testing/pki'
import { postfixObstacle, startPostfix, type Postfix } from './testing/postfix'

const SENDER = 'cardiologie.app@ch-argoat.mssante.example'
const DOCTOR = 'paul.tanguy@medecin.mssante.example'

const obstacle = postfixObstacle()
if (obstacle !== undefined) console.warn(`essais avec Postfix sautés : ${obstacle}`)

;(obstacle === undefined ? describe : describe.skip)('sending to Postfix', () => {
  let pki: TestPki
  let client: Identity
  let postfix: Postfix

  beforeAll(async () => {
    pki = await TestPki.create()
    client = await pki.issue('CH DE L ARGOAT AUTH_CLI', '11')
    postfix = await startPostfix({
      identity: await pki.issue('localhost', '10'),
      clientCa: pki.ca,
      account: { address: SENDER, password: 'secret' },
      mailboxes: [SENDER, DOCTOR],
    })
  }, 60_000)
  afterAll(() => {
    postfix.stop()
  })

  const send = async (
    to: string,
    change: Partial<SmtpClientOptions> = {},
    archive = 'PK',
  ): Promise<RecipientOutcome[]> => {
    const smtp = createSmtpClient({
      host: '127.0.0.1',
      port: postfix.port,
      tls: { ca: [pki.ca], servername: 'localhost', ...client },
      credentials: { method: 'PLAIN', user: SENDER, password: 'secret' },
      ...change,
    })
    const mail = await buildMssMail(
      {
        messageId: `${String(Math.random()).slice(2)}@ch-argoat.mssante.example`,
        date: new Date(),
        from: { address: SENDER, name: 'Service de cardiologie' },
        replyTo: { address: 'secretariat.cardiologie@ch-argoat.mssante.example' },
        to: [{ address: to }],
        subject: { label: 'Lettre de liaison à la sortie', family: 'PAT-TROIS', given: 'DOMINIQUE' },
        nil: '0000000',
        insQualified: true,
        archive: Buffer.from(archive),
        documents: [{ typeCode: '11490-0', pdf: { name: 'lettre.pdf', bytes: Buffer.from('%PDF') } }],
        deliveryReceipt: true,
      },
      30_000_000,
    )
    const { recipients } = await smtp.send(mail)
    smtp.close()
    return recipients
  }
  const arrived = async (address: string, subject: RegExp): Promise<Awaited<ReturnType<typeof simpleParser>>> => {
    for (const end = Date.now() + 20_000; Date.now() < end; await new Promise((wait) => setTimeout(wait, 200))) {
      for (const text of postfix.messages(address)) {
        const mail = await simpleParser(text)
        if (subject.test(mail.subject ?? '')) return mail
      }
    }
    throw new Error(`nothing for ${address}: ${postfix.log()}`)
  }

  it('is delivered with its headers and attachments, and the delivery is notified (RFC 3461)', async () => {
    expect(await send(DOCTOR)).toEqual([{ address: DOCTOR, status: 'accepted' }])
    const mail = await arrived(DOCTOR, /^XDM/)
    expect(mail.subject).toBe('XDM/1.0/DDM+Lettre de liaison à la sortie PAT-TROIS DOMINIQUE')
    expect(mail.headers.get('x-mss-ins')).toBe('O')
    expect(mail.attachments.map((attachment) => attachment.filename)).toEqual(['IHE_XDM.ZIP', 'lettre.pdf'])
    expect(postfix.log()).toMatch(/Trusted TLS connection established/)
    expect((await arrived(SENDER, /Delivery|Success/i)).text).toMatch(/delivered/i)
  }, 40_000)

  it('tells an unknown mailbox and a foreign domain as refusals', async () => {
    expect(await send('inconnu@medecin.mssante.example')).toMatchObject([{ status: 'refused', code: 550 }])
    expect(await send('paul@example.com')).toMatchObject([{ status: 'refused', code: 554 }])
  }, 20_000)

  it('tells a message that is too large for the server as a refusal', async () => {
    expect(await send(DOCTOR, {}, 'x'.repeat(11_000_000))).toMatchObject([{ status: 'refused', code: 552 }])
  }, 40_000)

  it('waits for its settings to be put right: wrong password, no client certificate', async () => {
    const credentials = { method: 'PLAIN' as const, user: SENDER, password: 'faux' }
    expect(await send(DOCTOR, { credentials })).toMatchObject([{ status: 'deferred', code: 535 }])
    const tls = { ca: [pki.ca], servername: 'localhost' }
    expect(await send(DOCTOR, { tls })).toMatchObject([{ status: 'deferred' }])
  }, 20_000)
})
