import type { LetterView } from '@anamnese/contracts'
import { Alert, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { formatInstant } from '../format/dates'
import { IconClockHour4, IconMessageReport } from '../ui/icons'

/** Where the letter is between who wrote it and who signs it, and why it came back. */
export function LetterReviewBanner({ letter }: { letter: LetterView }): ReactNode {
  const { review, returned } = letter
  if (review !== undefined) {
    const { validator } = review
    const whose =
      validator === undefined ? 'd’un professionnel qui peut signer' : `de ${validator.given} ${validator.family}`
    return (
      <Alert
        color="blue"
        icon={<IconClockHour4 aria-hidden />}
        role="status"
        mb="sm"
        title={`En attente de la signature ${whose}`}
      >
        <Text>
          Soumis par {review.submittedBy} le {formatInstant(review.submittedAt)}.
        </Text>
      </Alert>
    )
  }
  if (returned === undefined || letter.state !== 'draft') return null
  return (
    <Alert
      color="orange"
      icon={<IconMessageReport aria-hidden />}
      role="status"
      mb="sm"
      title={`À reprendre, selon ${returned.by} le ${formatInstant(returned.at)}`}
    >
      <Text style={{ whiteSpace: 'pre-wrap' }}>{returned.comment}</Text>
    </Alert>
  )
}
