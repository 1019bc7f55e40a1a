import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { PscButton } from './psc-button'
import { PublicPage } from './public-page'
import { REFUSALS, REFUSED } from './refusals'

/** Why the sign-in did not succeed, and what to do. */
export function RefusedPage(): ReactNode {
  const [search] = useSearchParams()
  const { title, text } = REFUSALS[search.get('code') ?? ''] ?? REFUSED
  const reference = search.get('reference')
  return (
    <PublicPage title={title}>
      <Text size="md" mb="lg" role="alert">
        {text}
      </Text>
      <PscButton />
      {reference === null ? null : (
        <Text mt="lg" c="dimmed">
          Référence pour le support : <code>{reference}</code>
        </Text>
      )}
    </PublicPage>
  )
}
