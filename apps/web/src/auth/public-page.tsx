import { Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'
import classes from './public-page.module.css'

/** The frame of what is reachable before sign-in. */
export function PublicPage({ title, children }: { title: string; children: ReactNode }): ReactNode {
  useDocumentTitle(`${title} · Anamnèse`)
  return (
    <main className={classes['page']}>
      <div className={classes['card']}>
        <p className={classes['brand']}>Anamnèse</p>
        <Title order={1} mb="md">
          {title}
        </Title>
        {children}
      </div>
    </main>
  )
}
