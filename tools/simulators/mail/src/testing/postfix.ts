import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Identity } from './pki'

/** Why Postfix cannot be used on this machine; undefined when it can. */
export function postfixObstacle(): string | undefined {
  if (process.getuid?.() !== 0) return 'Postfix demande d’être administrateur de la machine'
  if (spawnSync('postconf', ['-d', 'mail_version']).status !== 0) return 'Postfix n’est pas installé'
  if (spawnSync('saslpasswd2', ['-h']).error) return 'sasl2-bin n’est pas installé'
  return undefined
}

export interface Postfix {
  port: number
  /** the messages of a mailbox, as delivered */
  messages(address: string): string[]
  log(): string
  stop(): void
}

export interface PostfixOptions {
  identity: Identity
  clientCa: string
  account: { address: string; password: string }
  mailboxes: readonly string[]
}

/** Starts a Postfix of its own as an operator would be: TLS and client certificate compulsory, PLAIN by Cyrus SASL, DSN offered. */
export async function startPostfix(options: PostfixOptions): Promise<Postfix> {
  const home = mkdtempSync(join(tmpdir(), 'anamnese-postfix-'))
  chmodSync(home, 0o755)
  const folder = (name: string): string => {
    const path = join(home, name)
    mkdirSync(path)
    return path
  }
  const [conf, mail, data, sasl] = ['conf', 'mail', 'data', 'conf/sasl'].map(folder) as [string, string, string, string]
  folder('queue')
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postfix'], { encoding: 'utf8' }))
  const [uid, gid] = [id('-u'), id('-g')]
  for (const path of [mail, data]) chownSync(path, uid, gid)
  const port = await freePort()
  const write = (name: string, text: string, mode = 0o644): void => {
    writeFileSync(join(conf, name), text, { mode })
  }
  write('cert.pem', options.identity.cert)
  write('key.pem', options.identity.key, 0o600)
  write('ca.pem', options.clientCa)
  const folders = options.mailboxes.map((address) => `${address} ${address}/\n`)
  write('mailboxes', folders.join(''))
  write('main.cf', mainCf({ home, conf, mail, uid, gid, mailboxes: options.mailboxes }))
  write('master.cf', masterCf(port))
  addAccount(sasl, options.account, uid, gid)
  execFileSync('postfix', ['-c', conf, 'start'], { stdio: 'pipe' })
  return {
    port,
    messages: (address) => {
      const inbox = join(mail, address, 'new')
      return readdirIfThere(inbox).map((name) => readFileSync(join(inbox, name), 'utf8'))
    },
    log: () => readFileSync(join(home, 'log'), 'utf8'),
    stop: () => {
      execFileSync('postfix', ['-c', conf, 'stop'], { stdio: 'pipe' })
      rmSync(home, { recursive: true, force: true })
    },
  }
}

interface MainCf {
  home: string
  conf: string
  mail: string
  uid: number
  gid: number
  mailboxes: readonly string[]
}

function mainCf({ home, conf, mail, uid, gid, mailboxes }: MainCf): string {
  const domains = new Set(mailboxes.map((address) => address.slice(address.indexOf('@') + 1)))
  const settings = {
    compatibility_level: '3.6',
    queue_directory: join(home, 'queue'),
    data_directory: join(home, 'data'),
    maillog_file: join(home, 'log'),
    maillog_file_prefixes: tmpdir(),
    myhostname: 'messagerie.essai.invalid',
    mydestination: '',
    mynetworks: '127.0.0.2/32',
    inet_interfaces: '127.0.0.1',
    inet_protocols: 'ipv4',
    smtpd_tls_cert_file: join(conf, 'cert.pem'),
    smtpd_tls_key_file: join(conf, 'key.pem'),
    smtpd_tls_CAfile: join(conf, 'ca.pem'),
    smtpd_tls_security_level: 'encrypt',
    smtpd_tls_req_ccert: 'yes',
    smtpd_tls_mandatory_protocols: '>=TLSv1.2',
    smtpd_tls_loglevel: '1',
    smtpd_tls_received_header: 'yes',
    smtpd_tls_auth_only: 'yes',
    smtpd_sasl_auth_enable: 'yes',
    // Debian looks for smtpd.conf in the folder sasl of the configuration, others where this says.
    cyrus_sasl_config_path: join(conf, 'sasl'),
    smtpd_relay_restrictions: 'reject_unauth_destination',
    smtpd_recipient_restrictions: 'permit_sasl_authenticated, reject',
    message_size_limit: '10000000',
    virtual_mailbox_domains: [...domains].join(' '),
    virtual_mailbox_base: mail,
    virtual_mailbox_maps: `texthash:${join(conf, 'mailboxes')}`,
    virtual_uid_maps: `static:${String(uid)}`,
    virtual_gid_maps: `static:${String(gid)}`,
    virtual_minimum_uid: '1',
  }
  return Object.entries(settings)
    .map(([name, value]) => `${name} = ${value}\n`)
    .join('')
}

/** Services of master.cf that delivery needs: name, private, unprivileged, chroot, wakeup, processes, program. */
function masterCf(port: number): string {
  return [
    `127.0.0.1:${String(port)} inet n - n - - smtpd`,
    'pickup unix n - n 60 1 pickup',
    'cleanup unix n - n - 0 cleanup',
    'qmgr unix n - n 300 1 qmgr',
    'tlsmgr unix - - n 1000? 1 tlsmgr',
    'rewrite unix - - n - - trivial-rewrite',
    'bounce unix - - n - 0 bounce',
    'defer unix - - n - 0 bounce',
    'trace unix - - n - 0 bounce',
    'proxymap unix - - n - - proxymap',
    'smtp unix - - n - - smtp',
    'error unix - - n - - error',
    'retry unix - - n - - error',
    'virtual unix - n n - - virtual',
    'anvil unix - - n - 1 anvil',
    'scache unix - - n - 1 scache',
    'postlog unix-dgram n - n - 1 postlogd',
    '',
  ].join('\n')
}

/** An account of Cyrus SASL, in a base of its own. */
function addAccount(folder: string, { address, password }: PostfixOptions['account'], uid: number, gid: number): void {
  const base = join(folder, 'sasldb2')
  const [user = '', realm = ''] = address.split('@')
  execFileSync('saslpasswd2', ['-p', '-c', '-f', base, '-u', realm, user], { input: password })
  chownSync(base, uid, gid)
  const settings = ['pwcheck_method: auxprop', 'auxprop_plugin: sasldb', 'mech_list: PLAIN', `sasldb_path: ${base}`, '']
  writeFileSync(join(folder, 'smtpd.conf'), settings.join('\n'))
}

function readdirIfThere(path: string): string[] {
  try {
    return readdirSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

function freePort(): Promise<number> {
  return new Promise((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => {
        found(port)
      })
    })
  })
}
