import type { ReactNode } from 'react'
import { DuplicatesWorklist } from './duplicates-worklist'

/** Records whose traits are alike. */
export default function DuplicatesList(): ReactNode {
  return (
    <DuplicatesWorklist
      kind="DUPLICATE"
      title="Doublons potentiels"
      empty="Aucun doublon à examiner : deux dossiers dont les traits se ressemblent apparaîtront ici, avec les raisons."
    />
  )
}
