import type { PatientSummary } from '@anamnese/contracts'
import { Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { formatCivil } from '../format/dates'
import { formatSex, IDENTITY_STATUSES, patientName, usedIdentity } from '../format/identity'

/** A patient on one line, with all that tells two namesakes apart. */
export function PatientLine({ patient }: { patient: PatientSummary }): ReactNode {
  const { traits } = patient
  const used = usedIdentity(traits)
  return (
    <Group gap="xs" justify="space-between" wrap="nowrap">
      <Text span>
        <Text span fw={600}>
          {patientName(traits)}
        </Text>
        {used === undefined ? '' : ` (utilisé : ${[used.name, used.givenName].filter(Boolean).join(' ')})`}, né(e) le{' '}
        {formatCivil(traits.birthDate)}, {formatSex(traits.sex).toLowerCase()}
      </Text>
      <Text span size="xs" c="dimmed">
        {IDENTITY_STATUSES[patient.status].word}
        {patient.mergedInto === undefined ? '' : ' · fusionné'}
      </Text>
    </Group>
  )
}
