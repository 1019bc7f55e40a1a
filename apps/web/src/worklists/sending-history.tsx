import type { OrderView } from '@anamnese/contracts'
import type { ReactNode } from 'react'
import { formatInstant } from '../format/dates'
import { SENDING_STATES } from '../format/sending'
import classes from './sending-history.module.css'

/** Each step of a sending, the latest first. */
export function SendingHistory({ order, open = false }: { order: OrderView; open?: boolean }): ReactNode {
  if (order.history.length === 0) return null
  const latestFirst = [...order.history].reverse()
  return (
    <details open={open} className={classes['history']}>
      <summary>Historique ({order.history.length})</summary>
      <ol>
        {latestFirst.map((step) => (
          <li key={`${step.at} ${step.state}`}>
            <span className={classes['time']}>{formatInstant(step.at)}</span> {SENDING_STATES[step.state].word} :{' '}
            {step.sentence}
            {step.author === undefined ? '' : ` (${step.author})`}
          </li>
        ))}
      </ol>
    </details>
  )
}
