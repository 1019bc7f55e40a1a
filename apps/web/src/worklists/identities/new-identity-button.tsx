import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { paths } from '../../app/paths'
import { IconPlus } from '../../ui/icons'

/** Leads to the search that comes before any creation, or to reading a code or a card. */
export function NewIdentityButton(): ReactNode {
  return (
    <>
      <Button component={Link} to={paths.scan} variant="default">
        Lire un code ou une carte
      </Button>
      <Button
        component={Link}
        to={paths.newIdentity}
        variant="default"
        leftSection={<IconPlus size={14} aria-hidden />}
      >
        Nouvelle identité
      </Button>
    </>
  )
}
