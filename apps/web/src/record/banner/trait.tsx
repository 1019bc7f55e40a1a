import type { ReactNode } from 'react'
import classes from './banner.module.css'

/** One trait with its label, as the banner shows it. */
export function Trait({
  label,
  value,
  strong = false,
}: {
  label: string
  value: ReactNode
  strong?: boolean
}): ReactNode {
  return (
    <div>
      <dt>{label}</dt>
      <dd className={strong ? classes['strong'] : undefined}>{value}</dd>
    </div>
  )
}
