import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { TrailRecorded } from '@anamnese/contracts'
import { createTestAuthority } from '@anamnese/interop-test-pki'
import { parseXml, xpathSelector } from '@anamnese/interop-xml'
import { eventually, TestBench } from '@anamnese/platform-testing'
import { definition } from '../definition'

const rsyslogd = ['/usr/sbin/rsyslogd', '/usr/bin/rsyslogd'].find((file) => fs.existsSync(file))
const absent = rsyslogd === undefined ? ' (rsyslogd is not installed: Debian packages rsyslog, rsyslog-gnutls)' : ''
const describeWithRsyslog = rsyslogd === undefined ? describe.skip : describe

function clientTls(): Record<string, string> {
  const client = authority.issue({ subject: [['CN', 'anamnese']], use: 'client' })
  return { SYSLOG_CA: authority.certificate, SYSLOG_CERT: client.certificate, SYSLOG_KEY: client.key }
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as net.AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

const authority = createTestAuthority()

/** rsyslog, as a hospital would have it: each message on a line of a file, once it understood its RFC 5424 header. */
class Rsyslog {
  readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rsyslog-'))
  readonly file = path.join(this.folder, 'received.log')
  private child: ChildProcess | undefined

  constructor(
    readonly port: number,
    secure: boolean,
  ) {
    const server = authority.issue({ subject: [['CN', 'rsyslog']], use: 'server', hosts: ['127.0.0.1'] })
    const files = { ca: authority.certificate, cert: server.certificate, key: server.key }
    for (const [name, pem] of Object.entries(files)) fs.writeFileSync(path.join(this.folder, `${name}.pem`), pem)
    const tls = `defaultNetstreamDriver="gtls" defaultNetstreamDriverCAFile="${this.folder}/ca.pem"
      defaultNetstreamDriverCertFile="${this.folder}/cert.pem" defaultNetstreamDriverKeyFile="${this.folder}/key.pem"`
    const driver = 'StreamDriver.Name="gtls" StreamDriver.Mode="1" StreamDriver.AuthMode="x509/certvalid"'
    const configuration = `
      global(workDirectory="${this.folder}" maxMessageSize="64k" ${secure ? tls : ''})
      module(load="imtcp" MaxSessions="10" ${secure ? driver : ''})
      template(name="line" type="string" string="%app-name%|%msgid%|%pri%|%timestamp:::date-rfc3339%|%msg%\\n")
      input(type="imtcp" port="${port}" address="127.0.0.1" SupportOctetCountedFraming="on")
      action(type="omfile" file="${this.file}" template="line")
    `
    fs.writeFileSync(path.join(this.folder, 'rsyslog.conf'), configuration)
  }

  async start(): Promise<void> {
    const pid = path.join(this.folder, `pid-${Date.now()}`)
    this.child = spawn(rsyslogd!, ['-n', '-f', path.join(this.folder, 'rsyslog.conf'), '-i', pid], { stdio: 'ignore' })
    await eventually(
      () =>
        new Promise<void>((resolve, reject) => {
          const probe = net.connect(this.port, '127.0.0.1', () => {
            probe.destroy()
            resolve()
          })
          probe.once('error', reject)
        }),
    )
  }

  async stop(): Promise<void> {
    const child = this.child
    if (child === undefined || child.exitCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await ended
  }

  lines(): string[] {
    return fs.existsSync(this.file) ? fs.readFileSync(this.file, 'utf8').trim().split('\n') : []
  }
}

describeWithRsyslog.each(['tcp', 'tls'])(`traces sent to rsyslog by %s${absent}`, (scheme) => {
  let bench: TestBench
  let server: Rsyslog

  beforeAll(async () => {
    server = new Rsyslog(await freePort(), scheme === 'tls')
    await server.start()
    bench = await TestBench.create(['dpi.audit.trail.v1', 'dpi.identity.patient.v1', 'dpi.audit.dead-letter.v1'])
    await bench.start(definition, {
      SYSLOG_URL: `${scheme}://127.0.0.1:${server.port}`,
      ...(scheme === 'tls' ? clientTls() : {}),
    })
  }, 60_000)
  afterAll(async () => {
    await bench.close()
    await server.stop()
    fs.rmSync(server.folder, { recursive: true, force: true })
  }, 30_000)

  it('arrive as DICOM audit messages that name who, what and whom', async () => {
    await bench.publish(TrailRecorded, 'p1', { ...TrailRecorded.example, detail: 'accentué é' })
    const line = await eventually(() => {
      const [first] = server.lines().filter((text) => text.startsWith('anamnese-audit'))
      if (first === undefined) throw new Error('nothing received')
      return first
    })
    const [app, kind, priority, at, message] = line.split('|')
    expect([app, kind, priority]).toEqual(['anamnese-audit', 'DICOM+RFC3881', '85'])
    expect(new Date(at!).getTime()).toBe(new Date(TrailRecorded.example.at).getTime())
    const document = parseXml(
      message!
        .replace(/^\uFEFF/, '')
        .replace(/#(\d{3})/g, (_all, code: string) => String.fromCharCode(parseInt(code, 8))),
    )
    const select = xpathSelector({})
    const value = (expression: string): string | undefined => select.text(expression, document)
    expect(value('/AuditMessage/EventIdentification/@EventOutcomeIndicator')).toBe('0')
    expect(value('/AuditMessage/EventIdentification/EventTypeCode/@csd-code')).toBe('document.validate')
    expect(value('/AuditMessage/ActiveParticipant/@UserID')).toBe('810100000008')
    expect(
      value('/AuditMessage/ParticipantObjectIdentification[@ParticipantObjectTypeCode="1"]/@ParticipantObjectID'),
    ).toBe(TrailRecorded.example.patientId)
  })

  it('wait while the server is away, and all arrive when it comes back', async () => {
    const messages = (): number => server.lines().filter((text) => text.includes('away-')).length
    await server.stop()
    for (let i = 0; i < 5; i++)
      await bench.publish(TrailRecorded, `away-${i}`, { ...TrailRecorded.example, patientId: `away-${i}` })
    await eventually(async () => {
      expect(await bench.collection('trail').countDocuments()).toBe(6)
    })
    await new Promise((resolve) => setTimeout(resolve, 2500))
    expect(messages()).toBe(0)
    await server.start()
    await eventually(() => {
      expect(new Set(server.lines().flatMap((text) => /away-\d/.exec(text)?.[0] ?? [])).size).toBe(5)
    }, 30_000)
  }, 60_000)
})
