import { Anchor, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'react-router'
import { paths } from '../app/paths'
import { PscButton } from './psc-button'
import { PublicPage } from './public-page'

/** What someone who is not signed in sees, whatever the address: signing in comes back to it. */
export function SignInPage(): ReactNode {
  const { pathname, search } = useLocation()
  const asked = pathname + search
  return (
    <PublicPage title="S’identifier">
      <Text size="md" mb="lg">
        Le dossier patient est ouvert aux professionnels de l’établissement, avec leur carte CPS ou leur e-CPS.
      </Text>
      <PscButton {...(asked === '/' ? {} : { returnTo: asked })} />
      <Text mt="xl" c="dimmed">
        En vous identifiant, vous acceptez les{' '}
        <Anchor component={Link} to={paths.terms}>
          conditions générales d’utilisation
        </Anchor>
        . Chaque accès à un dossier est enregistré.
      </Text>
    </PublicPage>
  )
}
