import { Anchor } from '@mantine/core'
import type { ReactNode } from 'react'
import { address } from '../api/client'
import classes from './psc-button.module.css'

const ABOUT = 'https://esante.gouv.fr/produits-services/pro-sante-connect'

/** The button of Pro Santé Connect and the explanation that goes with it. `returnTo` is the place to come back to. */
export function PscButton({ returnTo }: { returnTo?: string }): ReactNode {
  return (
    <>
      <a className={classes['button']} href={address('/auth/login', { returnTo })}>
        S’identifier avec Pro Santé Connect
      </a>
      <p className={classes['about']}>
        <Anchor href={ABOUT} target="_blank" rel="noreferrer">
          En savoir plus sur Pro Santé Connect
        </Anchor>
      </p>
    </>
  )
}
