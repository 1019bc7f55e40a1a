import { Anchor, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './pdf-frame.module.css'

/** A PDF in the page. A reader that cannot show it here, or a screen reader that prefers its own, opens it in a tab. */
export function PdfFrame({ src, title }: { src: string; title: string }): ReactNode {
  return (
    <div className={classes['frame']}>
      <iframe src={`${src}#navpanes=0&view=FitH`} title={title} className={classes['pdf']} />
      <Text size="xs" c="dimmed" mt={4}>
        La page ne s’affiche pas ?{' '}
        <Anchor size="xs" href={src} target="_blank" rel="noopener">
          Ouvrir le PDF dans un onglet
        </Anchor>
      </Text>
    </div>
  )
}
