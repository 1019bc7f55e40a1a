import { Badge, Group } from '@mantine/core'
import { type ReactNode, Suspense } from 'react'
import { Navigate, useParams } from 'react-router'
import { paths } from '../app/paths'
import { Waiting } from '../ui/page'
import { TabLinks } from '../ui/tab-links'
import { IDENTITY_TABS, type IdentityTab } from './identities/tabs'

/** The place of the identity officers: one tab per list, each with its own address and its counter. */
export default function IdentitiesPage(): ReactNode {
  const { tab = '' } = useParams()
  const shown = IDENTITY_TABS.find(({ key }) => key === tab)
  if (shown === undefined) return <Navigate to={paths.identities} replace />
  const Screen = shown.screen
  return (
    <>
      <TabLinks
        label="Listes des identités"
        links={IDENTITY_TABS.map((one) => ({
          to: paths.identitiesTab(one.key),
          label: <Label tab={one} />,
          end: true,
        }))}
      />
      <Suspense fallback={<Waiting />}>
        <Screen />
      </Suspense>
    </>
  )
}

function Label({ tab }: { tab: IdentityTab }): ReactNode {
  return tab.useCount === undefined ? tab.label : <Counted label={tab.label} useCount={tab.useCount} />
}

function Counted({ label, useCount }: { label: string; useCount: () => number | undefined }): ReactNode {
  const count = useCount()
  return (
    <Group gap={6} wrap="nowrap" component="span">
      {label}
      {count === undefined || count === 0 ? null : (
        <Badge size="sm" variant="light" miw="max-content">
          {count.toLocaleString('fr-FR')}
        </Badge>
      )}
    </Group>
  )
}
