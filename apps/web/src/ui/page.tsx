import { Group, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'
import classes from './page.module.css'

interface PageProps {
  title: string
  subtitle?: ReactNode
  /** what can be done here, on the right of the title */
  actions?: ReactNode
  children: ReactNode
}

/** The layout of every screen: a title, what can be done, then the content. */
export function Page({ title, subtitle, actions, children }: PageProps): ReactNode {
  useDocumentTitle(`${title} · Anamnèse`)
  return (
    <section className={classes['page']} aria-labelledby="page-title">
      <Group justify="space-between" align="flex-start" mb="sm" gap="sm">
        <div>
          <Title order={1} id="page-title">
            {title}
          </Title>
          {subtitle === undefined ? null : (
            <Text c="dimmed" component="div">
              {subtitle}
            </Text>
          )}
        </div>
        <Group gap="xs" className="no-print">
          {actions}
        </Group>
      </Group>
      {children}
    </section>
  )
}

/** A panel inside a screen. */
export function Panel({
  title,
  actions,
  children,
}: {
  title?: string
  actions?: ReactNode
  children: ReactNode
}): ReactNode {
  return (
    <div className={classes['panel']}>
      {title === undefined ? null : (
        <Group justify="space-between" mb="xs" gap="xs">
          <Title order={2}>{title}</Title>
          {actions}
        </Group>
      )}
      {children}
    </div>
  )
}

/** What is shown while the first answer is on its way. */
export function Waiting({ lines = 4 }: { lines?: number }): ReactNode {
  return (
    <Stack gap="xs" role="status" aria-label="Chargement en cours" py="xs">
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton key={index} height={22} radius="sm" />
      ))}
    </Stack>
  )
}

/** What is shown when a list has nothing: what would fill it. */
export function Nothing({ children }: { children: ReactNode }): ReactNode {
  return (
    <Text c="dimmed" ta="center" py="lg" className={classes['nothing']}>
      {children}
    </Text>
  )
}
