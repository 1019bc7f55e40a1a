import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { paths } from '../../app/paths'
import { IconPlus } from '../../ui/icons'

/** Leads to the search that comes before any creation. */
export function NewIdentityButton(): ReactNode {
  return (
    <Button component={Link} to={paths.newIdentity} variant="default" leftSection={<IconPlus size={14} aria-hidden />}>
      Nouvelle identité
    </Button>
  )
}
