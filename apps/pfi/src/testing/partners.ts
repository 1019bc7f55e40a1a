import { execFile, spawn } from 'node:child_process'
import path from 'node:path'
import readline from 'node:readline'
import { promisify } from 'node:util'
import type { PemPair, TestAuthority } from '@anamnese/interop-test-pki'

const ROOT = path.resolve(__dirname, '../../../..')
const SIMULATORS = path.join(ROOT, 'tools/simulators')

/** A document that the DMP of the test holds. */
export interface HeldDocument {
  entryUuid: string
  status: string
  submission: number
  entry: { uniqueId: string; patientId: string; typeCode: { code: string } }
}

/** The DMP and the operator's mail server, in a process of their own, spoken to over their real protocols. */
export interface Partners {
  dmpUrl: string
  smtpPort: number
  dmp(method: string, route: string, body?: unknown): Promise<Response>
  mail(method: string, route: string, body?: unknown): Promise<Response>
  /** documents without the signatures of their sets */
  documents(): Promise<HeldDocument[]>
  close(): Promise<void>
}

const script = `
const { startDmpSimulator } = require(${JSON.stringify(path.join(SIMULATORS, 'dmp/dist/index.js'))})
const { startMailServer } = require(${JSON.stringify(path.join(SIMULATORS, 'mail/dist/index.js'))})
const { dmp, mail } = JSON.parse(process.argv[1])
Promise.all([startDmpSimulator(dmp), startMailServer(mail)]).then(([registry, server]) => {
  console.log('READY ' + JSON.stringify({
    dmpUrl: registry.url, dmpAdmin: registry.adminUrl, smtpPort: server.port, mailAdmin: server.adminUrl,
  }))
  process.stdin.on('end', () => Promise.all([registry.close(), server.close()]).finally(() => process.exit(0)))
  process.stdin.resume()
}).catch((error) => { console.error(error); process.exit(1) })`

export async function startPartners(
  authority: TestAuthority,
  account: { address: string; password: string },
  mailboxes: string[],
): Promise<Partners> {
  const compiler = path.join(ROOT, 'node_modules/typescript/bin/tsc')
  await promisify(execFile)(process.execPath, [
    compiler,
    '-b',
    path.join(SIMULATORS, 'dmp'),
    path.join(SIMULATORS, 'mail'),
  ])
  const { key, certificate: cert } = serverPair(authority)
  const tls = { key, cert, clientCa: authority.certificate }
  const settings = { dmp: { tls }, mail: { tls, accounts: [account], mailboxes: [account.address, ...mailboxes] } }
  const child = spawn(process.execPath, ['-e', script, JSON.stringify(settings)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ready = await new Promise<{ dmpUrl: string; dmpAdmin: string; smtpPort: number; mailAdmin: string }>(
    (resolve, reject) => {
      child.once('exit', (code) => {
        reject(new Error(`the partners stopped with ${String(code)}`))
      })
      readline.createInterface(child.stdout).on('line', (line) => {
        if (line.startsWith('READY ')) resolve(JSON.parse(line.slice(6)) as never)
      })
    },
  )
  const admin =
    (base: string) =>
    async (method: string, route: string, body?: unknown): Promise<Response> =>
      fetch(base + route, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  const dmp = admin(ready.dmpAdmin)
  return {
    dmpUrl: ready.dmpUrl,
    smtpPort: ready.smtpPort,
    dmp,
    mail: admin(ready.mailAdmin),
    documents: async () => {
      const all = (await (await dmp('GET', '/documents')).json()) as HeldDocument[]
      return all.filter(({ entry }) => entry.typeCode.code !== 'E1762')
    },
    close: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.stdin.end()
      await gone
    },
  }
}

function serverPair(authority: TestAuthority): PemPair {
  return authority.issue({ subject: [['CN', 'localhost']], use: 'server', hosts: ['localhost', '127.0.0.1'] })
}
