import type { ReactNode } from 'react'
import { Worklist } from './worklist'

/** Identities whose INS is not qualified yet, those who are in the hospital first. */
export default function ToQualifyList(): ReactNode {
  return (
    <Worklist
      name="to-qualify"
      title="Identités à qualifier"
      empty="Aucune identité à qualifier : une admission reçue sans INS vérifiée apparaîtra ici."
      batch="search"
    />
  )
}
