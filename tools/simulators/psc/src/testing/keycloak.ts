import { spawn } from 'node:child_process'
import fs from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'

export interface Keycloak {
  issuer: string
  discoveryUrl: string
  close(): Promise<void>
}

const START_MS = 240_000

/** A claim of the userinfo answer with one value for everybody: enough for one person. */
function claim(name: string, value: string, jsonType = 'String'): object {
  return {
    name,
    protocol: 'openid-connect',
    protocolMapper: 'oidc-hardcoded-claim-mapper',
    config: { 'claim.name': name, 'claim.value': value, 'jsonType.label': jsonType, 'userinfo.token.claim': 'true' },
  }
}

function mapper(protocolMapper: string): object {
  const config = { 'id.token.claim': 'true', 'access.token.claim': 'true', 'introspection.token.claim': 'true' }
  return { name: protocolMapper, protocol: 'openid-connect', protocolMapper, config }
}

const exercises = JSON.stringify({
  exercices: [
    {
      codeProfession: '10',
      codeSavoirFaire: 'SM04',
      codeCiviliteDexercice: 'DR',
      activities: [{ numeroFinessSite: '220000020', raisonSocialeSite: "CH DE L'ARGOAT" }],
    },
  ],
})

function realm(clientSecret: string, redirectUri: string): object {
  return {
    realm: 'esante-wallet',
    enabled: true,
    sslRequired: 'none',
    // The real one vouches for its level of authentication by this name (PSC.08).
    attributes: { 'acr.loa.map': JSON.stringify({ eidas1: 1 }) },
    clientScopes: [
      {
        name: 'scope_all',
        protocol: 'openid-connect',
        attributes: { 'include.in.token.scope': 'true' },
        protocolMappers: [claim('SubjectNameID', '810100000008'), claim('SubjectRefPro', exercises, 'JSON')],
      },
    ],
    clients: [
      {
        clientId: 'dpi',
        secret: clientSecret,
        redirectUris: [redirectUri],
        attributes: { 'pkce.code.challenge.method': 'S256' },
        optionalClientScopes: ['scope_all'],
        // A realm with scopes of its own has none of the usual ones: their mappers are named here.
        protocolMappers: [
          mapper('oidc-sub-mapper'),
          mapper('oidc-acr-mapper'),
          claim('family_name', 'KERVADEC'),
          claim('given_name', 'MAËLLE'),
        ],
      },
    ],
    users: [
      {
        username: 'kervadec',
        enabled: true,
        email: 'kervadec@ch-argoat.example',
        firstName: 'MAËLLE',
        lastName: 'KERVADEC',
        credentials: [{ type: 'password', value: 'mot-de-passe', temporary: false }],
      },
    ],
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok
  } catch {
    return false
  }
}

/** Starts the Keycloak of a folder (`bin/kc.sh`), with a realm configured as Pro Santé Connect's is described. */
export async function startKeycloak(home: string, clientSecret: string, redirectUri: string): Promise<Keycloak> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'keycloak-'))
  const [port, management] = [await freePort(), await freePort()]
  await fs.cp(home, folder, { recursive: true })
  await fs.mkdir(path.join(folder, 'data/import'), { recursive: true })
  await fs.writeFile(path.join(folder, 'data/import/realm.json'), JSON.stringify(realm(clientSecret, redirectUri)))
  const options = ['--http-relative-path=/auth', `--http-port=${port}`, `--http-management-port=${management}`]
  const child = spawn(
    path.join(folder, 'bin/kc.sh'),
    ['start-dev', '--import-realm', '--http-host=127.0.0.1', ...options],
    {
      stdio: 'ignore',
      env: { ...process.env, JAVA_OPTS_KC_HEAP: '-Xms128m -Xmx512m' },
      detached: true,
    },
  )
  const issuer = `http://localhost:${port}/auth/realms/esante-wallet`
  const discoveryUrl = `${issuer}/.well-known/openid-configuration`
  const close = async (): Promise<void> => {
    const gone = new Promise((resolve) => child.once('exit', resolve))
    // The script and the Java process that it started.
    if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    await gone
    await fs.rm(folder, { recursive: true, force: true })
  }
  const deadline = Date.now() + START_MS
  while (!(await answers(discoveryUrl))) {
    if (Date.now() > deadline || child.exitCode !== null) {
      if (child.exitCode === null) await close()
      throw new Error('Keycloak did not start')
    }
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
  return { issuer, discoveryUrl, close }
}
