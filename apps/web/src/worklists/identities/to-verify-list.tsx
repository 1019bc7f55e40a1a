import type { ReactNode } from 'react'
import { Worklist } from './worklist'

/** INS received from outside and never verified here, or verified too long ago. */
export default function ToVerifyList(): ReactNode {
  return (
    <Worklist
      name="to-verify"
      title="INS à vérifier"
      empty="Aucune INS à vérifier : une INS reçue d’un autre logiciel, ou vérifiée il y a trop longtemps, apparaîtra ici."
      batch="verify"
    />
  )
}
