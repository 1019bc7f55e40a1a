import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dhParamsPem } from './dh-params'
import type { MailServerOptions } from './options'

/** TLS 1.2 suites that the trusted space accepts (CONF.03), and those of TLS 1.3. */
const CIPHERS = [
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES256-SHA384',
  'ECDHE-RSA-AES128-SHA256',
  'DHE-RSA-AES256-GCM-SHA384',
  'DHE-RSA-AES128-GCM-SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_AES_128_GCM_SHA256',
].join(':')

export interface HarakaFolders {
  /** configuration of this run */
  home: string
  spool: string
}

/** Writes a complete Haraka installation (configuration and plugin) into `folders.home`. */
export async function writeHarakaConfig(
  folders: HarakaFolders,
  options: MailServerOptions,
  address: { host: string; port: number },
): Promise<void> {
  const config = join(folders.home, 'config')
  await mkdir(config, { recursive: true })
  await mkdir(join(folders.home, 'plugins'), { recursive: true })
  await mkdir(join(folders.spool, 'tmp'), { recursive: true })
  await mkdir(join(folders.spool, 'mailboxes'), { recursive: true })
  const files: Record<string, string> = {
    me: 'messagerie.simulateur.invalid\n',
    plugins: 'tls\nmssante\n',
    'log.ini': '[main]\nlevel=notice\nformat=default\ntimestamps=true\n',
    'smtp.ini': `nodes=0\nlisten=${address.host}:${String(address.port)}\ngraceful_shutdown=false\nforce_shutdown_timeout=2\n`,
    'connection.ini': connectionIni(options.maxBytes ?? 26_214_400),
    'tls.ini': `key=tls_key.pem\ncert=tls_cert.pem\nca=client_ca.pem\ndhparam=dhparams.pem\nminVersion=TLSv1.2\nrequestCert=true\nrejectUnauthorized=false\nciphers=${CIPHERS}\n`,
    'tls_cert.pem': options.tls.cert,
    'client_ca.pem': options.tls.clientCa,
    'dhparams.pem': dhParamsPem(),
  }
  for (const [name, text] of Object.entries(files)) await writeFile(join(config, name), text)
  await writeFile(join(config, 'tls_key.pem'), options.tls.key, { mode: 0o600 })
  const mailboxes = options.mailboxes.map((m) => m.toLowerCase())
  const settings = {
    spool: folders.spool,
    accounts: options.accounts,
    mailboxes,
    domains: [...new Set(mailboxes.map((m) => m.slice(m.lastIndexOf('@') + 1)))],
    requireClientCertificate: options.requireClientCertificate ?? true,
  }
  await writeFile(join(folders.home, 'settings.json'), JSON.stringify(settings), { mode: 0o600 })
  await copyFile(join(__dirname, '..', 'haraka', 'mssante.js'), join(folders.home, 'plugins', 'mssante.js'))
}

/** Haraka has no default for a section that the file lacks: all of them are written. */
function connectionIni(maxBytes: number): string {
  return [
    '[main]',
    'smtputf8=true',
    '[haproxy]',
    'hosts[]=',
    '[headers]',
    'add_received=true',
    'clean_auth_results=true',
    'show_version=false',
    'max_lines=1000',
    'max_received=100',
    '[max]',
    `bytes=${String(maxBytes)}`,
    'mime_parts=1000',
    'line_length=12288', // XOAUTH2 tokens (RFC 4954 §4)
    'data_line_length=992',
    '[message]',
    'helo=Serveur de messagerie de repetition',
    '[uuid]',
    'banner_chars=6',
    'deny_chars=0',
    '',
  ].join('\n')
}
