import path from 'node:path'
import { DEMO_DIRECTORY } from '@anamnese/tool-sim-annuaire'
import { startMailServer } from '@anamnese/tool-sim-mail'
import { serverPem } from './pem'
import type { Starter } from './started'

/** The mail server of the operator; it has the mailboxes that the Annuaire publishes. */
export const mail: Starter = async ({ ports, pkiFolder, dataFolder, mail: account }, log) => {
  const { key, cert, ca } = serverPem(pkiFolder, 'mail-server')
  const published = [...DEMO_DIRECTORY.practitioners, ...DEMO_DIRECTORY.organizations].flatMap(({ mailboxes }) =>
    mailboxes.map(({ address }) => address),
  )
  const server = await startMailServer({
    tls: { key, cert, clientCa: ca },
    accounts: [account],
    mailboxes: [...new Set([...published, account.address])],
    folder: path.join(dataFolder, 'mail'),
    port: ports.smtp,
    adminPort: ports.mailAdmin,
    log,
  })
  const addresses = { smtp: `${server.host}:${server.port}`, adminUrl: server.adminUrl, folder: server.folder }
  return { addresses, close: () => server.close() }
}
