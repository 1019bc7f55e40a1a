import type { ReactNode } from 'react'
import classes from './facts.module.css'

export interface Fact {
  label: string
  value: ReactNode
}

/** Labelled values, as a definition list: each value is read with its label. */
export function Facts({ facts }: { facts: readonly (Fact | undefined)[] }): ReactNode {
  return (
    <dl className={classes['facts']}>
      {facts
        .filter((fact) => fact !== undefined)
        .map((fact) => (
          <div key={fact.label} className={classes['fact']}>
            <dt>{fact.label}</dt>
            <dd>{fact.value}</dd>
          </div>
        ))}
    </dl>
  )
}
