import type { OrderView } from '@anamnese/contracts'
import { useState, type ReactNode } from 'react'
import { DataTable } from '../../ui/table/data-table'
import { SendingDrawer } from '../../worklists/sending-drawer'
import { sendingColumns } from '../../worklists/sending-columns'
import { useRecordOrders } from '../use-record-orders'

const COLUMNS = sendingColumns({ withPatient: false })

/** The exchanges of this record: what was sent to the DMP and by MSSanté, with its state. */
export function MessagesTab({ patientId }: { patientId: string }): ReactNode {
  const result = useRecordOrders(patientId)
  const [openId, setOpenId] = useState<string>()
  return (
    <>
      <DataTable<OrderView>
        label="Échanges du dossier"
        columns={COLUMNS}
        result={result}
        rowKey={(row) => row.id}
        rowName={(row) => `l’envoi de ${row.documentTitle}`}
        onOpen={(row) => {
          setOpenId(row.id)
        }}
        openKey={openId}
        noun="échange"
        empty="Aucun échange : valider une lettre envoie le document au DMP et à ses destinataires MSSanté."
      />
      <SendingDrawer
        order={result.data?.items.find((order) => order.id === openId)}
        onClose={() => {
          setOpenId(undefined)
        }}
      />
    </>
  )
}
