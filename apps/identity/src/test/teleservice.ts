import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { RESULTAT, SIRAM } from '@anamnese/interop-insi'
import { buildEnvelope, buildFault } from '@anamnese/interop-soap'
import { el } from '@anamnese/interop-xml'
import { certificate } from './certificate'

export interface Teleservice {
  url: string
  /** what to answer from now on; a function is given the request */
  answer: (reply: Reply | ((request: string) => Reply)) => void
  /** requests received so far */
  readonly requests: readonly string[]
  environment: Record<string, string>
  close: () => Promise<void>
}

export type Reply =
  { person: Record<string, string>; past?: string[] } | { code: '00' | '01' | '02' } | { fault: string } | 'silence'

/** A teleservice of the wire format of INSi, over TLS with client certificate, which answers what the test tells it to. */
export async function startTeleservice(): Promise<Teleservice> {
  const authority = certificate('AC TEST', 'AC')
  const server = certificate('localhost', 'SERVEUR', authority)
  const client = certificate('INSI-AUTO', 'EMETTEUR-TEST', authority)
  let choose: (request: string) => Reply = () => ({ code: '01' })
  const requests: string[] = []
  const options = {
    key: server.key,
    cert: server.cert,
    ca: authority.cert,
    requestCert: true,
    rejectUnauthorized: true,
  }
  const listener = https.createServer(options, (request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const asked = Buffer.concat(parts).toString('utf8')
      requests.push(asked)
      const reply = choose(asked)
      if (reply === 'silence') return
      const faulty = 'fault' in reply
      response.writeHead(faulty ? 500 : 200, { 'content-type': 'application/soap+xml; charset=utf-8' })
      response.end(buildEnvelope({ action: 'urn:reponse' }, bodyOf(reply)))
    })
  })
  await new Promise<void>((resolve) => listener.listen(0, 'localhost', resolve))
  const url = `https://localhost:${String((listener.address() as AddressInfo).port)}/lps`
  return {
    url,
    requests,
    answer: (next) => {
      choose = typeof next === 'function' ? next : () => next
    },
    environment: {
      INSI_URL: url,
      INSI_CERT: client.cert,
      INSI_KEY: client.key,
      INSI_CA: authority.cert,
      INSI_IDAM: 'TEST-0001',
      INSI_TIMEOUT_MS: '500',
    },
    close: async () => {
      listener.closeAllConnections()
      await new Promise((resolve) => listener.close(resolve))
    },
  }
}

function bodyOf(reply: Exclude<Reply, 'silence'>): string {
  if ('fault' in reply) {
    const text = 'Erreur technique'
    const detail = el(
      's:Erreur',
      { 'xmlns:s': SIRAM, severite: 'fatale', code: reply.fault, messageID: 'uuid:1' },
      text,
    )
    return buildFault({ code: 'Receiver', subcode: { namespace: SIRAM, name: 'siram_40' }, reason: text, detail })
  }
  const code = 'code' in reply ? reply.code : '00'
  return `<r:RESULTAT xmlns:r="${RESULTAT}"><r:CR><r:CodeCR>${code}</r:CodeCR><r:LibelleCR>libelle</r:LibelleCR></r:CR>${
    'person' in reply ? individual(reply.person, reply.past ?? []) : ''
  }</r:RESULTAT>`
}

function individual(person: Record<string, string>, past: readonly string[]): string {
  const { number = '', key = '', ...traits } = person
  const history = past.map(
    (one) => `<r:INSHISTO><r:IdIndividu><r:NumIdentifiant>${one}</r:NumIdentifiant></r:IdIndividu>
    <r:OID>1.2.250.1.213.1.4.10</r:OID></r:INSHISTO>`,
  )
  const tiq = Object.entries(traits).map(([name, value]) => `<r:${name}>${value}</r:${name}>`)
  return `<r:INDIVIDU><r:INSACTIF><r:IdIndividu><r:NumIdentifiant>${number}</r:NumIdentifiant><r:Cle>${key}</r:Cle></r:IdIndividu>
    <r:OID>1.2.250.1.213.1.4.10</r:OID></r:INSACTIF>${history.join('')}<r:TIQ>${tiq.join('')}</r:TIQ></r:INDIVIDU>`
}
