import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { PscButton } from './psc-button'
import { PublicPage } from './public-page'

/** After a sign-out, asked for or by inactivity. */
export function SignedOutPage(): ReactNode {
  const [search] = useSearchParams()
  const idle = search.get('motif') === 'idle'
  return (
    <PublicPage title={idle ? 'Session fermée' : 'Vous êtes déconnecté'}>
      <Text size="md" mb="lg">
        {idle
          ? 'La session a été fermée parce que le poste est resté sans action. Vos brouillons vous attendent.'
          : 'La session de dossier patient est terminée sur ce poste. Retirez votre carte si vous en avez utilisé une.'}
      </Text>
      <PscButton />
    </PublicPage>
  )
}
