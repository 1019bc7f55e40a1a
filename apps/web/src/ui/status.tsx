import { Badge, Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { formatInstant } from '../format/dates'
import type { Tone } from '../format/identity'
import { IconAlertTriangle, IconBan, IconCircleCheck, IconCircleX, IconClockHour4, IconInfoCircle } from './icons'

const TONES: Readonly<Record<Tone, { color: string; icon: typeof IconBan }>> = {
  ok: { color: 'green', icon: IconCircleCheck },
  wait: { color: 'gray', icon: IconClockHour4 },
  warn: { color: 'orange', icon: IconAlertTriangle },
  fail: { color: 'red', icon: IconCircleX },
  info: { color: 'blue', icon: IconInfoCircle },
  off: { color: 'gray', icon: IconBan },
}

interface StatusProps {
  tone: Tone
  word: string
}

/** A status: a sign and a word, never cut short; the colour only repeats what they say. */
export function Status({ tone, word }: StatusProps): ReactNode {
  const { color, icon: Icon } = TONES[tone]
  return (
    <Badge color={color} tt="none" fw={600} radius="sm" miw="max-content" leftSection={<Icon size={13} aria-hidden />}>
      {word}
    </Badge>
  )
}

/** A status of what leaves the building: sign, word, and the sentence with its time and next step. */
export function StatusSentence({
  tone,
  word,
  sentence,
  at,
}: StatusProps & { sentence: string; at?: string }): ReactNode {
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <Status tone={tone} word={word} />
      <Text size="sm">
        {sentence}
        {at === undefined ? null : (
          <Text span size="xs" c="dimmed">
            {' '}
            ({formatInstant(at)})
          </Text>
        )}
      </Text>
    </Group>
  )
}
