import type { PatientDetail } from '@anamnese/contracts'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'react-router'
import { paths } from '../../app/paths'
import { IDENTITY_ATTRIBUTES } from '../../format/identity'
import { IconAlertTriangle, IconInfoCircle } from '../../ui/icons'
import classes from './banner.module.css'

/** Doubtful, fictive, homonym or merged identities: a striped band that cannot be overlooked nor closed. */
export function Warnings({ patient }: { patient: PatientDetail }): ReactNode {
  const { state } = useLocation() as { state: { merged?: boolean } | null }
  return (
    <>
      {state?.merged === true ? (
        <p className={classes['warning']} role="status">
          <IconInfoCircle size={20} aria-hidden />
          <span>DOSSIER CONSERVÉ — Le dossier demandé a été fusionné dans celui-ci.</span>
        </p>
      ) : null}
      {patient.mergedInto === undefined ? null : (
        <p className={classes['warning']} role="alert">
          <IconAlertTriangle size={20} aria-hidden />
          <span>
            DOSSIER FUSIONNÉ — Ce dossier n’est plus utilisé.{' '}
            <Link to={paths.record(patient.mergedInto)}>Ouvrir le dossier qui le remplace</Link>
          </span>
        </p>
      )}
      {patient.attributes.map((attribute) => (
        <p key={attribute} className={classes['warning']} role="alert">
          <IconAlertTriangle size={20} aria-hidden />
          <span>
            {IDENTITY_ATTRIBUTES[attribute].word.toUpperCase()} — {IDENTITY_ATTRIBUTES[attribute].warning}
          </span>
        </p>
      ))}
    </>
  )
}
