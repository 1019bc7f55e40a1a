// Haraka plugin: what an MSSanté operator asks of a software mailbox (TLS, its client certificate, PLAIN), mailboxes kept
// as files, and refusals that a rehearsal arms. Plain JavaScript because Haraka compiles its plugins itself.
const { X509Certificate } = require('node:crypto')
const fs = require('node:fs')
const path = require('node:path')

const DSN = require('haraka-dsn')

const settings = JSON.parse(fs.readFileSync(path.join(process.env.HARAKA, 'settings.json'), 'utf8'))

const trusted = fs
  .readFileSync(path.join(process.env.HARAKA, 'config', 'client_ca.pem'), 'utf8')
  .match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g)
  .map((pem) => new X509Certificate(pem))

// Node verifies client certificates for tls.Server only; Haraka upgrades the socket itself and leaves the decision open.
// The handshake has proven the private key: what remains is the chain, up to an authority that we trust.
function clientCertificateTrusted(connection) {
  if (connection.notes.certificateTrusted === undefined) {
    connection.notes.certificateTrusted = chainTrusted(connection.client.targetsocket?.getPeerCertificate?.(true))
  }
  return connection.notes.certificateTrusted
}

function chainTrusted(peer) {
  for (let link = peer, depth = 0; link?.raw && depth < 6; link = link.issuerCertificate, depth++) {
    const certificate = new X509Certificate(link.raw)
    const now = Date.now()
    if (now < Date.parse(certificate.validFrom) || now > Date.parse(certificate.validTo)) return false
    if (depth > 0 && !certificate.ca) return false
    if (trusted.some((ca) => certificate.checkIssued(ca) && certificate.verify(ca.publicKey))) return true
    const next = link.issuerCertificate?.raw && new X509Certificate(link.issuerCertificate.raw)
    if (!next || !certificate.checkIssued(next) || !certificate.verify(next.publicKey)) return false
  }
  return false
}

/** Refusals armed by the administration, consumed in order: {address?, stage, code, message, times?}. */
let refusals = []

if (process.send) {
  process.on('message', (message) => {
    if (message.event !== 'refusals') return
    refusals = message.refusals
    process.send({ event: 'refusals', count: refusals.length })
  })
  // The launcher is gone, even by kill -9: nothing may be left running.
  process.on('disconnect', () => process.exit(0))
}

function armed(stage, address) {
  const found = refusals.find((r) => r.stage === stage && (!r.address || r.address.toLowerCase() === address))
  if (!found) return undefined
  if (found.times !== undefined && --found.times <= 0) refusals = refusals.filter((r) => r !== found)
  return found
}

/** Answers with the exact SMTP code of the refusal; `message` may begin with its enhanced status, e.g. `5.1.1`. */
function refuse(next, { code, message }) {
  const [, subject, detail, text] = /^[245]\.(\d+)\.(\d+) (.*)$/.exec(message) ?? [null, '0', '0', message]
  next(code >= 500 ? DENY : DENYSOFT, DSN.create(code, text, Number(subject), Number(detail)))
}

exports.register = function () {
  this.inherits('auth/auth_base')
}

exports.hook_capabilities = (next, connection) => {
  if (!connection.tls.enabled) return next()
  if (settings.requireClientCertificate && !clientCertificateTrusted(connection)) return next()
  connection.capabilities.push('AUTH PLAIN')
  connection.notes.allowed_auth_methods = ['PLAIN']
  next()
}

exports.get_plain_passwd = (user, connection, cb) => {
  const known = settings.accounts.find((a) => a.address.toLowerCase() === String(user).toLowerCase())
  if (!known) return cb()
  // The certificate says which establishment connects: without it the password alone opens nothing.
  if (settings.requireClientCertificate && !clientCertificateTrusted(connection)) return cb()
  cb(known.password)
}

exports.hook_mail = (next, connection, params) => {
  connection.relaying = false // an authenticated client would otherwise have Haraka deliver to the outside world
  if (!connection.tls.enabled) return refuse(next, { code: 530, message: '5.7.0 Must issue a STARTTLS command first' })
  if (settings.requireClientCertificate && !clientCertificateTrusted(connection))
    return refuse(next, { code: 530, message: '5.7.0 A client certificate of a trusted authority is required' })
  if (!connection.notes.auth_user) return refuse(next, { code: 530, message: '5.7.0 Authentication required' })
  const sender = params[0].address.toLowerCase()
  if (sender !== connection.notes.auth_user.toLowerCase())
    return refuse(next, { code: 553, message: '5.7.1 Sender address is not the authenticated mailbox' })
  const refusal = armed('mail', sender)
  if (refusal) return refuse(next, refusal)
  next()
}

exports.hook_rcpt = (next, connection, params) => {
  const address = params[0].address.toLowerCase()
  const refusal = armed('rcpt', address)
  if (refusal) return refuse(next, refusal)
  const domain = address.slice(address.lastIndexOf('@') + 1)
  if (!settings.domains.includes(domain))
    return refuse(next, { code: 551, message: '5.7.1 Domain outside of the trusted space' })
  if (!settings.mailboxes.includes(address))
    return refuse(next, { code: 550, message: '5.1.1 Mailbox unknown: ' + address })
  next(OK)
}

exports.hook_data_post = (next, connection) => {
  const first = connection.transaction.rcpt_to[0]
  const refusal = armed('data', first ? first.address.toLowerCase() : '')
  if (refusal) return refuse(next, refusal)
  next()
}

exports.hook_queue = (next, connection) => {
  const txn = connection.transaction
  const recipients = txn.rcpt_to.map((r) => r.address.toLowerCase())
  const id = `${Date.now()}-${txn.uuid}`
  const temporary = path.join(settings.spool, 'tmp', `${id}.eml`)
  const envelope = {
    id,
    from: txn.mail_from.address,
    recipients,
    user: connection.notes.auth_user,
    receivedAt: new Date().toISOString(),
    tls: {
      cipher: connection.tls.cipher.name,
      version: connection.tls.cipher.version,
      clientCertificate: connection.tls.peerCertificate?.subject ?? null,
      verified: clientCertificateTrusted(connection),
    },
  }
  const file = fs.createWriteStream(temporary, { flush: true })
  file.once('error', (error) => next(DENYSOFT, error.message))
  file.once('close', () => {
    try {
      deliver(temporary, id, envelope)
      next(OK)
    } catch (error) {
      next(DENYSOFT, error.message)
    }
  })
  txn.message_stream.pipe(file)
}

// 250 is said only once every mailbox holds the message.
function deliver(temporary, id, envelope) {
  for (const recipient of envelope.recipients) {
    const folder = path.join(settings.spool, 'mailboxes', recipient)
    fs.mkdirSync(folder, { recursive: true })
    fs.writeFileSync(path.join(folder, `${id}.json`), JSON.stringify({ ...envelope, mailbox: recipient }))
    fs.copyFileSync(temporary, path.join(folder, `${id}.tmp`))
    fs.renameSync(path.join(folder, `${id}.tmp`), path.join(folder, `${id}.eml`))
  }
  fs.unlinkSync(temporary)
}
