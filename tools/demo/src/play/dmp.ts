import type { StoredDocument } from '@anamnese/tool-sim-dmp'
import { eventually } from '../client/eventually'
import { known, type PlayContext, type Step } from './context'
import { finishedOrders } from './orders'

/** The order goes to the PFI, the PFI feeds the DMP, and the DMP holds the very bytes of the letter. */
export const dmp: Step = {
  id: 'dmp',
  title: 'La lettre arrive dans le DMP par la PFI',
  async play(context) {
    const document = known(context.document, 'document')
    const physician = known(context.physician, 'session')
    const [order] = await finishedOrders(context, 'dmp')
    const admin = known(context.run.simulators['dmp']?.['adminUrl'], 'simulateur du DMP')
    const stored = await eventually('le document dans le DMP', async () => {
      const documents = (await (await fetch(`${admin}/documents`)).json()) as StoredDocument[]
      return documents.find(({ entry, status }) => entry.uniqueId === document.oid && status === 'Approved')
    })
    const received = await download(`${admin}/documents/${document.oid}`)
    const cda = await physician.bytes(`/api/documents/${document.id}/content?form=cda`)
    if (!received.equals(cda.bytes)) throw new Error('le DMP ne détient pas les octets du document validé')
    context.artefacts.keep('iti41.mime', await download(`${admin}/submissions/${stored.submission}`))
    await keepMessages(context, order?.controlId)
    return `accepté, entrée ${stored.entryUuid}, octets identiques`
  },
}

async function download(url: string): Promise<Buffer> {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`${url} : ${answer.status}`)
  return Buffer.from(await answer.arrayBuffer())
}

/** The order as it was sent, its acknowledgement, and the ZAM that came back later. */
async function keepMessages({ taps, artefacts }: PlayContext, controlId: string | undefined): Promise<void> {
  if (!taps) return
  const id = known(controlId, 'identifiant du message envoyé à la PFI')
  const sent = known(taps.pfi.find(`|${id}|`), `message ${id} sur la liaison vers la PFI`)
  artefacts.keep('to-pfi.hl7', sent.message)
  artefacts.keep('ack.hl7', sent.answer)
  const zam = await eventually(`le ZAM qui répond à ${id}`, () => Promise.resolve(taps.zam.find(`|${id}|`)))
  artefacts.keep('zam.hl7', zam.message)
}
