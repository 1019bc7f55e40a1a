import type { ReactNode } from 'react'
import { Worklist } from './worklist'

/** Identities put in doubt, or fictive. */
export default function DoubtfulList(): ReactNode {
  return (
    <Worklist
      name="doubtful"
      title="Identités douteuses ou fictives"
      empty="Aucune identité douteuse ou fictive : une identité mise en doute à l’accueil apparaîtra ici."
    />
  )
}
