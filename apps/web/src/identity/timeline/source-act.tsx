import type { IdentitySourceView, PatientDetail } from '@anamnese/contracts'
import { Button, Popover, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { endSource, restoreSource } from '../../api/identity-editing'
import { keys } from '../../api/keys'
import { ReasonForm } from '../../duplicates/reason-form'
import { notifyDone } from '../../ui/notify'
import { SOURCE_MODES } from './source-words'

/** Withdraws a source, or takes that back: a false document, an INSi return that was another person's. */
export function SourceAct({ patient, source }: { patient: PatientDetail; source: IdentitySourceView }): ReactNode {
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  if (!source.active && source.restorable !== true) return null
  const verb = source.active ? 'Retirer' : 'Rétablir'
  const name = SOURCE_MODES[source.mode].toLowerCase()
  const send = source.active ? endSource : restoreSource
  return (
    <Popover opened={open} onChange={setOpen} trapFocus withinPortal position="bottom-end" width={320}>
      <Popover.Target>
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label={`${verb} la source « ${name} »`}
          onClick={() => {
            setOpen(true)
          }}
        >
          {verb}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm" mb="xs">
          {source.active
            ? 'Ce que cette source établissait ne comptera plus ; le statut suit des autres sources.'
            : 'Ce que cette source établissait comptera de nouveau.'}
        </Text>
        <ReasonForm
          name={`source.${patient.id}.${source.id}`}
          label="Motif"
          action={`${verb} cette source`}
          act={async (reason) => {
            const saved = await send(patient.id, source.id, { version: patient.version, reason })
            client.setQueryData(keys.patient(patient.id), saved)
          }}
          onDone={() => {
            setOpen(false)
            void client.invalidateQueries({ queryKey: keys.patients })
            notifyDone(source.active ? 'La source est retirée.' : 'La source est rétablie.')
          }}
          onCancel={() => {
            setOpen(false)
          }}
        />
      </Popover.Dropdown>
    </Popover>
  )
}
