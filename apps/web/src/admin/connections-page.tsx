import type { LinkView } from '@anamnese/contracts'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { fetchLink } from '../api/exchange'
import { keys } from '../api/keys'
import { useCan } from '../app/session'
import { formatAgo, formatInstant } from '../format/dates'
import { plural } from '../format/people'
import { ErrorPanel } from '../ui/error-panel'
import { Facts } from '../ui/facts'
import { Page, Panel, Waiting } from '../ui/page'
import { Status } from '../ui/status'
import classes from './administration.module.css'
import { SubscribersPanel } from './connections/subscribers-panel'

const LINKS = [
  { service: 'dmp', title: 'Alimentation du DMP (vers la PFI)' },
  { service: 'mssante', title: 'Envois MSSanté (vers la PFI)' },
] as const

/** The links that leave the establishment: connected or not, what waits, what went wrong last. */
export function ConnectionsPage(): ReactNode {
  const can = useCan()
  return (
    <Page title="Connexions">
      <div className={classes['links']}>
        {LINKS.map((link) => (
          <LinkPanel key={link.service} {...link} />
        ))}
      </div>
      {can('admin') ? <SubscribersPanel /> : null}
    </Page>
  )
}

function LinkPanel({ service, title }: (typeof LINKS)[number]): ReactNode {
  const { data, error, refetch } = useQuery({
    queryKey: [...keys.links, service],
    queryFn: ({ signal }) => fetchLink(service, signal),
    refetchInterval: 5_000,
  })
  return (
    <Panel title={title} actions={data === undefined ? null : <LinkStatus link={data} />}>
      {error ? <ErrorPanel error={error} onRetry={() => void refetch()} /> : null}
      {data === undefined && !error ? <Waiting lines={2} /> : null}
      {data === undefined ? null : (
        <Facts
          facts={[
            { label: 'Adresse', value: data.host },
            { label: 'En file', value: plural(data.queued, 'message') },
            data.oldestQueuedAt === undefined
              ? undefined
              : { label: 'Le plus ancien', value: since(data.oldestQueuedAt) },
            {
              label: 'Dernier succès',
              value: data.lastSuccessAt === undefined ? 'Aucun encore' : since(data.lastSuccessAt),
            },
            {
              label: 'Dernière erreur',
              value:
                data.lastError === undefined ? 'Aucune' : `${since(data.lastError.at)} : ${data.lastError.message}`,
            },
          ]}
        />
      )}
    </Panel>
  )
}

function LinkStatus({ link }: { link: LinkView }): ReactNode {
  if (link.connected) return <Status tone="ok" word="Connecté" />
  return (
    <Status tone={link.queued > 0 ? 'fail' : 'wait'} word={link.queued > 0 ? 'Coupé, envois en file' : 'Au repos'} />
  )
}

function since(value: string): string {
  return `${formatInstant(value)} (${formatAgo(value)})`
}
