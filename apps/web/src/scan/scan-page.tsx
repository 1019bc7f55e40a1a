import type { ScanResponse } from '@anamnese/contracts'
import { Stack } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useCan } from '../app/session'
import { Page, Panel } from '../ui/page'
import { CardForm } from './card-form'
import { CodeForm } from './code-form'
import { ScanResult } from './scan-result'

/** An identity read outside: an INS datamatrix typed by a reader, pasted or photographed, or a carte Vitale. */
export default function ScanPage(): ReactNode {
  const can = useCan()
  const [scan, setScan] = useState<ScanResponse>()
  return (
    <Page title="Lire une identité" subtitle="Le code ou la carte mène au dossier du patient, ou à un nouveau dossier.">
      <Stack gap="md">
        <Panel title="Datamatrix INS">
          <CodeForm onRead={setScan} />
        </Panel>
        {scan === undefined ? null : (
          <Panel title="Ce que dit le code">
            <ScanResult scan={scan} />
          </Panel>
        )}
        {can('identity.write') ? (
          <Panel title="Carte Vitale">
            <CardForm />
          </Panel>
        ) : null}
      </Stack>
    </Page>
  )
}
