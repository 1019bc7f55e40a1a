import { Anchor, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { Page } from '../ui/page'

export function NotFoundPage(): ReactNode {
  return (
    <Page title="Page introuvable">
      <Text>
        Cette adresse ne mène à rien.{' '}
        <Anchor component={Link} to="/">
          Revenir à l’accueil
        </Anchor>
      </Text>
    </Page>
  )
}
