import type { PatientDetail } from '@anamnese/contracts'
import type { ReactNode } from 'react'
import { professionalName } from '../../format/people'
import { Facts } from '../../ui/facts'
import { Panel } from '../../ui/page'
import classes from '../record.module.css'
import { ChoicesPanel } from './choices-panel'
import { DraftsPanel } from './drafts-panel'
import { LatestDocuments } from './latest-documents'
import { StayPanel } from './stay-panel'

/** What one needs first: what awaits me, the stay, the last documents; the patient's choices and contacts beside. */
export function SummaryTab({ patient }: { patient: PatientDetail }): ReactNode {
  return (
    <div className={classes['columns']}>
      <div className={classes['stack']}>
        <DraftsPanel patientId={patient.id} />
        <StayPanel patientId={patient.id} />
        <LatestDocuments patientId={patient.id} />
      </div>
      <div className={classes['stack']}>
        <ChoicesPanel patientId={patient.id} />
        <ContactsPanel patient={patient} />
      </div>
    </div>
  )
}

function ContactsPanel({ patient }: { patient: PatientDetail }): ReactNode {
  const { address, telecoms, generalPractitioner } = patient
  const lines =
    address === undefined ? [] : [...address.lines, [address.postalCode, address.city].filter(Boolean).join(' ')]
  return (
    <Panel title="Coordonnées">
      <Facts
        facts={[
          {
            label: 'Médecin traitant',
            value: generalPractitioner === undefined ? 'Non connu' : professionalName(generalPractitioner),
          },
          { label: 'Adresse', value: lines.filter(Boolean).join(', ') || 'Non connue' },
          {
            label: 'Téléphone et courriel',
            value: telecoms.map((telecom) => telecom.value).join(', ') || 'Non connus',
          },
        ]}
      />
    </Panel>
  )
}
