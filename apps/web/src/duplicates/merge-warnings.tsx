import type { MergeWarning } from '@anamnese/contracts'
import { Alert, Checkbox, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { IconAlertTriangle } from '../ui/icons'

/** What must be known before a merge: a refusal says why; each strong warning is ticked once read. */
export function MergeWarnings({
  warnings,
  read,
  onRead,
}: {
  warnings: readonly MergeWarning[]
  read: readonly string[]
  onRead: (codes: readonly string[]) => void
}): ReactNode {
  if (warnings.length === 0) return null
  const blocking = warnings.filter((warning) => warning.severity === 'blocking')
  const codes = [...new Set(warnings.filter((warning) => warning.severity === 'strong').map((one) => one.code))]
  return (
    <Stack gap="xs">
      {blocking.map((warning) => (
        <Alert key={warning.code} color="red" icon={<IconAlertTriangle aria-hidden />} title="Fusion refusée">
          {warning.message}
        </Alert>
      ))}
      {codes.length === 0 ? null : (
        <Alert color="orange" icon={<IconAlertTriangle aria-hidden />} title="À lire avant de fusionner">
          <Stack gap={6}>
            {codes.map((code) => (
              <Checkbox
                key={code}
                label={warnings
                  .filter((warning) => warning.code === code)
                  .map((warning) => warning.message)
                  .join(' ')}
                checked={read.includes(code)}
                onChange={(event) => {
                  onRead(event.currentTarget.checked ? [...read, code] : read.filter((one) => one !== code))
                }}
              />
            ))}
          </Stack>
        </Alert>
      )}
    </Stack>
  )
}
