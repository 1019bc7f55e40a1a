import type { ReactNode } from 'react'
import { paths } from '../app/paths'
import { TabLinks } from '../ui/tab-links'

const LINKS = [
  { to: paths.hl7Messages, label: 'Reçus', end: true },
  { to: paths.hl7Outgoing, label: 'Émis' },
]

/** Messages received, messages sent. */
export function Hl7Tabs(): ReactNode {
  return <TabLinks label="Messages HL7" links={LINKS} />
}
