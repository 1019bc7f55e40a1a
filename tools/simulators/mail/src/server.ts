import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startAdmin, urlOf } from './admin-server'
import { writeHarakaConfig } from './haraka-config'
import { HarakaProcess } from './haraka-process'
import { MailboxStore } from './mailbox-store'
import type { MailRefusal, MailServer, MailServerOptions } from './options'

/**
 * Starts Haraka (a mail server written by others) as an MSSanté operator would be seen: STARTTLS compulsory, client
 * certificate asked for, SASL PLAIN afterwards, mailboxes kept as .eml files. Runs from any folder, without root.
 */
export async function startMailServer(options: MailServerOptions): Promise<MailServer> {
  const host = options.host ?? '127.0.0.1'
  const port = options.port ?? (await freePort(host))
  const log = options.log ?? ((): void => undefined)
  const temporary = options.folder === undefined ? await mkdtemp(join(tmpdir(), 'anamnese-mail-')) : undefined
  const folder = temporary ?? options.folder ?? ''
  const home = join(folder, 'haraka')
  const spool = join(folder, 'spool')
  await writeHarakaConfig({ home, spool }, options, { host, port })
  const store = new MailboxStore(spool)
  let haraka: HarakaProcess | undefined = await HarakaProcess.start(home, { host, port }, log)

  const actions = {
    async arm(wanted: readonly MailRefusal[]): Promise<void> {
      await haraka?.arm(wanted)
    },
    async down(): Promise<void> {
      const running = haraka
      haraka = undefined
      await running?.stop()
    },
    async up(): Promise<void> {
      if (haraka) return
      haraka = await HarakaProcess.start(home, { host, port }, log)
    },
  }
  const admin = await startAdmin(store, actions, options.adminPort ?? 0)
  return {
    host,
    port,
    adminUrl: urlOf(admin),
    folder: join(spool, 'mailboxes'),
    messages: (mailbox) => store.list(mailbox),
    raw: (id) => store.raw(id),
    ...actions,
    async close(): Promise<void> {
      await actions.down()
      admin.closeAllConnections()
      await new Promise((resolve) => admin.close(resolve))
      if (temporary !== undefined) await rm(temporary, { recursive: true, force: true })
    },
  }
}

function freePort(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, host, () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => {
        resolve(port)
      })
    })
  })
}
