import type { ReactNode } from 'react'
import { NavLink } from 'react-router'
import classes from './tab-links.module.css'

interface TabLink {
  to: string
  label: ReactNode
  /** only this address itself, not those under it */
  end?: boolean
  /** shown as the current one whatever the address */
  current?: boolean
}

/** Links side by side, the current one underlined: places, parts of a record, units. Each has its own address. */
export function TabLinks({ label, links }: { label: string; links: readonly TabLink[] }): ReactNode {
  return (
    <nav aria-label={label} className={classes['links']}>
      {links.map((link) => (
        <NavLink
          key={link.to}
          to={link.to}
          end={link.end ?? false}
          className={classes['link'] ?? ''}
          {...(link.current === true ? { 'aria-current': 'page', 'data-current': true } : {})}
        >
          {link.label}
        </NavLink>
      ))}
    </nav>
  )
}
