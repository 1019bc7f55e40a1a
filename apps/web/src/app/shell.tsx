import { Badge } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link, Outlet } from 'react-router'
import { plural } from '../format/people'
import { TabLinks } from '../ui/tab-links'
import { IdleGuard } from './idle-guard'
import { placesFor } from './places'
import { SearchField } from './search-field'
import { useSession } from './session'
import classes from './shell.module.css'
import { ShortcutsHelp } from './shortcuts-help'
import { useCounters } from './use-counters'
import { useHeaderHeight } from './use-header-height'
import { useLive } from './use-live'
import { UserMenu } from './user-menu'

/** The frame of every screen: the search field, who I am, the places with what waits in them. */
export function Shell(): ReactNode {
  const { actor } = useSession()
  const live = useLive()
  const places = placesFor(actor.permissions)
  const counters = useCounters(places)
  const header = useHeaderHeight()
  return (
    <>
      <a href="#content" className={classes['skip']}>
        Aller au contenu
      </a>
      <header className={classes['header']} ref={header}>
        <div className={classes['bar']}>
          <Link to="/" className={classes['brand']} aria-label="Anamnèse, accueil">
            Anamnèse
          </Link>
          <SearchField />
          <ShortcutsHelp />
          <UserMenu live={live} />
        </div>
        <div className={classes['places']}>
          <TabLinks
            label="Lieux"
            links={places.map((place) => ({
              to: place.to,
              label: (
                <>
                  {place.label}
                  <Counter count={counters[place.key]} />
                </>
              ),
            }))}
          />
        </div>
      </header>
      <main id="content" tabIndex={-1} className={classes['content']}>
        <Outlet />
      </main>
      <IdleGuard />
    </>
  )
}

function Counter({ count }: { count: number | undefined }): ReactNode {
  if (count === undefined || count === 0) return null
  return (
    <Badge size="xs" variant="filled" circle={count < 10} ml={5} aria-label={plural(count, 'élément')}>
      {count > 999 ? '999+' : count}
    </Badge>
  )
}
