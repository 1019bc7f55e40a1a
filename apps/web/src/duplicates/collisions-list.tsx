import type { ReactNode } from 'react'
import { DuplicatesWorklist } from './duplicates-worklist'

/** One INS that two records claim. */
export default function CollisionsList(): ReactNode {
  return (
    <DuplicatesWorklist
      kind="INS"
      title="Collisions d’INS"
      empty="Aucune collision : une INS reçue pour un dossier alors qu’un autre la porte apparaîtra ici."
    />
  )
}
