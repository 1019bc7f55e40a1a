import type { ReactNode } from 'react'
import { Worklist } from './worklist'

/** INS that a later fact contradicts: a person decides. */
export default function ToWithdrawList(): ReactNode {
  return (
    <Worklist
      name="ins-to-withdraw"
      title="INS à retirer"
      empty="Aucune INS contredite : une vérification défavorable d’INSi apparaîtra ici."
    />
  )
}
