import type { PatientDetail } from '@anamnese/contracts'
import { formatMatricule } from '@anamnese/domain-ins'
import type { ReactNode } from 'react'
import { formatAge, formatCivil } from '../../format/dates'
import { formatSex, IDENTITY_STATUSES, usedIdentity } from '../../format/identity'
import { Status } from '../../ui/status'
import classes from './banner.module.css'
import { ChoicesFacts } from './choices-facts'
import { CurrentStay } from './current-stay'
import { DmpState } from './dmp-state'
import { Trait } from './trait'
import { Warnings } from './warnings'

/** Who the patient is, always visible (INS/va1.36, DMP/UX.11, DMP/UX.12): each trait with its label, statuses as words and signs. */
export function Banner({ patient }: { patient: PatientDetail }): ReactNode {
  const { traits } = patient
  const used = usedIdentity(traits)
  const status = IDENTITY_STATUSES[patient.status]
  const age = formatAge(traits.birthDate)
  return (
    <section className={classes['banner']} aria-label="Identité du patient" data-status={patient.status}>
      <Warnings patient={patient} />
      <dl className={classes['facts']}>
        <Trait label="Nom de naissance" value={traits.birthName} strong />
        <Trait label="1er prénom de naissance" value={traits.firstBirthGivenName} strong />
        {used?.name === undefined ? null : <Trait label="Nom utilisé" value={used.name} strong />}
        {used?.givenName === undefined ? null : <Trait label="Prénom utilisé" value={used.givenName} strong />}
        <Trait label="Né(e) le" value={`${formatCivil(traits.birthDate)}${age === '' ? '' : ` (${age})`}`} strong />
        <Trait label="Sexe" value={formatSex(traits.sex)} strong />
        {patient.ins !== undefined && patient.status === 'QUALIFIEE' ? (
          <Trait label={`Matricule INS (${patient.ins.nature})`} value={formatMatricule(patient.ins.matricule)} />
        ) : null}
        <Trait label="IPP" value={patient.ipps.map((ipp) => ipp.value).join(', ') || '—'} />
        <CurrentStay patientId={patient.id} />
      </dl>
      <div className={classes['statuses']}>
        <Status tone={status.tone} word={status.word} />
        <DmpState patientId={patient.id} />
        <ChoicesFacts patientId={patient.id} />
      </div>
    </section>
  )
}
