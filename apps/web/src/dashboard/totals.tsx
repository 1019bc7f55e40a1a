import type { SendingIndicators } from '@anamnese/contracts'
import type { ReactNode } from 'react'
import { successRate } from './indicators'
import classes from './indicators.module.css'

/** The figures of the period. */
export function Totals({ totals }: { totals: SendingIndicators['totals'] }): ReactNode {
  const figures = [
    { label: 'Tentatives', value: totals.attempts },
    { label: 'Succès', value: totals.success },
    { label: 'Échecs', value: totals.failure },
    { label: 'En attente d’accusé', value: totals.waiting },
    { label: 'Taux de succès', value: successRate(totals.success, totals.failure) },
  ]
  return (
    <dl className={classes['totals']}>
      {figures.map((figure) => (
        <div key={figure.label}>
          <dt>{figure.label}</dt>
          <dd>{figure.value}</dd>
        </div>
      ))}
    </dl>
  )
}
