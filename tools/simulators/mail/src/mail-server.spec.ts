import { createTransport } from 'nodemailer'
import { startMailServer, type MailServer } from './index'
import { TestPki, type Identity } from './testing/pki'

const SENDER = 'cardiologie.app@ch-argoat.mssante.example'
const DOCTOR = 'paul.tanguy@medecin.mssante.example'

describe('the mail server of the rehearsal', () => {
  let pki: TestPki
  let server: MailServer
  let client: Identity

  beforeAll(async () => {
    pki = await TestPki.create()
    client = await pki.issue('CH DE L ARGOAT AUTH_CLI', '11')
    const own = await pki.issue('localhost', '10')
    server = await startMailServer({
      tls: { ...own, clientCa: pki.ca },
      accounts: [{ address: SENDER, password: 'secret' }],
      mailboxes: [DOCTOR, SENDER],
    })
  }, 60_000)

  afterAll(async () => {
    await server.close()
  })

  const transport = (tls: object, auth?: { user: string; pass: string }): ReturnType<typeof createTransport> =>
    createTransport({
      host: server.host,
      port: server.port,
      requireTLS: true,
      tls: { ca: pki.ca, servername: 'localhost', ...tls },
      ...(auth ? { auth } : {}),
    } as never)
  const auth = { user: SENDER, pass: 'secret' }
  const letter = { from: SENDER, to: DOCTOR, subject: 'Essai', text: 'Bonjour' }

  it('keeps a message sent after STARTTLS, client certificate and PLAIN as an .eml of the mailbox', async () => {
    await transport(client, auth).sendMail(letter)
    const [received] = await server.messages(DOCTOR)
    expect(received).toMatchObject({ from: SENDER, mailbox: DOCTOR, user: SENDER, tls: { verified: true } })
    expect(received?.tls.clientCertificate).toMatchObject({ CN: 'CH DE L ARGOAT AUTH_CLI' })
    const raw = await fetch(`${server.adminUrl}/messages/${received!.id}`)
    expect(await raw.text()).toContain('Subject: Essai')
  })

  it('offers no authentication to a client without a certificate', async () => {
    await expect(transport({}, auth).sendMail(letter)).rejects.toThrow()
  })

  it('refuses a client certificate of an authority that it does not trust', async () => {
    const stranger = await (await TestPki.create('Autre AC')).issue('intrus', '12')
    await expect(transport(stranger, auth).sendMail(letter)).rejects.toThrow()
  })

  it('refuses a wrong password', async () => {
    await expect(transport(client, { user: SENDER, pass: 'faux' }).sendMail(letter)).rejects.toMatchObject({
      responseCode: 535,
    })
  })

  it('refuses to send in the clear', async () => {
    const plain = createTransport({ host: server.host, port: server.port, ignoreTLS: true } as never)
    await expect(plain.sendMail(letter)).rejects.toMatchObject({ responseCode: 530 })
  })

  it('answers 550 for an unknown mailbox and 551 outside of the trusted domains', async () => {
    await expect(
      transport(client, auth).sendMail({ ...letter, to: 'inconnu@medecin.mssante.example' }),
    ).rejects.toMatchObject({ responseCode: 550 })
    await expect(transport(client, auth).sendMail({ ...letter, to: 'paul@example.com' })).rejects.toMatchObject({
      responseCode: 551,
    })
  })

  it('gives the armed refusal, as many times as asked', async () => {
    await server.arm([{ stage: 'rcpt', code: 452, message: '4.2.2 Mailbox full', times: 1 }])
    await expect(transport(client, auth).sendMail(letter)).rejects.toMatchObject({ responseCode: 452 })
    await expect(transport(client, auth).sendMail(letter)).resolves.toBeDefined()
  })

  it('can be taken down and brought back on the same port', async () => {
    await fetch(`${server.adminUrl}/down`, { method: 'POST' })
    await expect(transport(client, auth).sendMail(letter)).rejects.toMatchObject({ code: 'ESOCKET' })
    await fetch(`${server.adminUrl}/up`, { method: 'POST' })
    await expect(transport(client, auth).sendMail(letter)).resolves.toBeDefined()
  }, 30_000)
})
