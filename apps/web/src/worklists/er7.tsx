import { Title } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './hl7-message.module.css'

/** A message as it was on the wire, one segment per line. */
export function Er7({ title, text }: { title: string; text: string }): ReactNode {
  return (
    <section>
      <Title order={2} size="h3">
        {title}
      </Title>
      <pre className={classes['er7']} tabIndex={0} role="region" aria-label={title}>
        {text.replace(/\r\n?/g, '\n')}
      </pre>
    </section>
  )
}
