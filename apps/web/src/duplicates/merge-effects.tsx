import type { MergePreview } from '@anamnese/contracts'
import { List, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'

/** What a merge keeps, and what comes with the absorbed record. */
export function MergeEffects({ preview }: { preview: MergePreview }): ReactNode {
  return (
    <Stack gap="xs">
      <Text fw={700}>Ce qui est conservé</Text>
      <List size="sm">
        {preview.kept.map((sentence) => (
          <List.Item key={sentence}>{sentence}</List.Item>
        ))}
      </List>
      <Text fw={700}>Ce qui vient du dossier absorbé</Text>
      <List size="sm">
        {preview.moves.map(({ label, count, items }) => (
          <List.Item key={label}>
            {label} : {count === 0 ? 'aucun' : items.join(', ')}
          </List.Item>
        ))}
      </List>
    </Stack>
  )
}
