import { Anchor, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { PublicPage } from './public-page'
import { TERMS } from './terms'

/** The conditions of use, with their paragraph on Pro Santé Connect, reachable before sign-in (PSC.01). */
export function TermsPage(): ReactNode {
  return (
    <PublicPage title="Conditions générales d’utilisation">
      <Stack gap="md">
        {TERMS.map((part) => (
          <section key={part.title}>
            <Title order={2} size="h3">
              {part.title}
            </Title>
            {part.paragraphs.map((paragraph) => (
              <Text key={paragraph} mt={4}>
                {paragraph}
              </Text>
            ))}
          </section>
        ))}
        <Anchor component={Link} to="/">
          Revenir à l’identification
        </Anchor>
      </Stack>
    </PublicPage>
  )
}
