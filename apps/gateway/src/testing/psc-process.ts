import { execFile, spawn } from 'node:child_process'
import path from 'node:path'
import readline from 'node:readline'
import { promisify } from 'node:util'

const ROOT = path.resolve(__dirname, '../../../..')
const FOLDER = path.join(ROOT, 'tools/simulators/psc')

export interface PscProcess {
  discoveryUrl: string
  issuer: string
  setFaults(change: object): Promise<void>
  resetFaults(): Promise<void>
  /** ends the sessions of a person at the provider, which tells the gateway */
  endSessions(idNat: string): Promise<void>
  close(): Promise<void>
}

interface Client {
  clientId: string
  clientSecret: string
  redirectUris: string[]
  postLogoutRedirectUris: string[]
  backchannelLogoutUri: string
}

const script = `
const { startPscSimulator } = require(${JSON.stringify(path.join(FOLDER, 'dist/index.js'))})
startPscSimulator({ clients: [JSON.parse(process.argv[1])] }).then(({ issuer, discoveryUrl, adminUrl }) => {
  console.log('READY ' + JSON.stringify({ issuer, discoveryUrl, adminUrl }))
})
process.stdin.resume()
process.stdin.on('end', () => process.exit(0))`

/** Pro Santé Connect's simulator as a process of its own, spoken to over HTTP like the real one. It ends with this process. */
export async function startPsc(client: Client): Promise<PscProcess> {
  await promisify(execFile)(process.execPath, [path.join(ROOT, 'node_modules/typescript/bin/tsc'), '-b', FOLDER])
  const child = spawn(process.execPath, ['-e', script, JSON.stringify(client)], { stdio: ['pipe', 'pipe', 'ignore'] })
  const { issuer, discoveryUrl, adminUrl } = await new Promise<Record<string, string>>((resolve, reject) => {
    child.once('exit', (code) => {
      reject(new Error(`the simulator stopped with ${String(code)}`))
    })
    readline.createInterface(child.stdout).on('line', (line) => {
      if (line.startsWith('READY ')) resolve(JSON.parse(line.slice(6)) as Record<string, string>)
    })
  })
  const admin = async (method: string, route: string, body?: object): Promise<void> => {
    await fetch(`${adminUrl ?? ''}${route}`, { method, ...(body ? { body: JSON.stringify(body) } : {}) })
  }
  return {
    issuer: issuer ?? '',
    discoveryUrl: discoveryUrl ?? '',
    setFaults: (change) => admin('PUT', '/faults', change),
    resetFaults: () => admin('DELETE', '/faults'),
    endSessions: (idNat) => admin('POST', `/sessions/end?person=${encodeURIComponent(idNat)}`),
    close: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.stdin.end()
      await gone
    },
  }
}
