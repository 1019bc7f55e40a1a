import type { PatientDetail } from '@anamnese/contracts'
import { Button, Group } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useCan } from '../../app/session'
import { IDENTITY_STATUSES } from '../../format/identity'
import { AttributesPanel } from '../../identity/editing/attributes-panel'
import { EditTraitsPanel } from '../../identity/editing/edit-traits-panel'
import { InsiCalls } from '../../identity/insi-calls'
import { InsiPanel } from '../../identity/insi-panel'
import { InsiPrintButtons } from '../../identity/insi-print-buttons'
import { InsiVerifyPanel } from '../../identity/insi-verify-panel'
import { ProofPanel } from '../../identity/proof-panel'
import { QualifyPanel } from '../../identity/qualify-panel'
import { HistoryPanel } from '../../identity/timeline/history-panel'
import { PastIns, PastTraits } from '../../identity/timeline/past-identities'
import { SourcesPanel } from '../../identity/timeline/sources-panel'
import { TraitsFacts } from '../../identity/traits-facts'
import { Panel } from '../../ui/page'
import { Status } from '../../ui/status'
import classes from '../record.module.css'

/** All that is known of the identity: traits, where they come from, what happened to them, and qualifying it. */
export function IdentityTab({ patient }: { patient: PatientDetail }): ReactNode {
  const can = useCan()
  const [editing, setEditing] = useState(false)
  const editable = can('identity.write') && patient.mergedInto === undefined
  return (
    <div className={can('identity.write') ? classes['columns'] : classes['stack']}>
      <div className={classes['stack']}>
        <Panel
          title="Traits"
          actions={
            <Group gap="sm">
              <Status {...IDENTITY_STATUSES[patient.status]} />
              <InsiPrintButtons patientId={patient.id} />
              {editable && !editing ? (
                <Button
                  variant="default"
                  onClick={() => {
                    setEditing(true)
                  }}
                >
                  Modifier l’identité
                </Button>
              ) : null}
            </Group>
          }
        >
          {editing ? (
            <EditTraitsPanel
              patient={patient}
              onClose={() => {
                setEditing(false)
              }}
            />
          ) : (
            <TraitsFacts patient={patient} />
          )}
        </Panel>
        <Panel title="Sources">
          <SourcesPanel patient={patient} />
        </Panel>
        <Panel title="Traits antérieurs">
          <PastTraits patient={patient} />
        </Panel>
        <Panel title="Matricules INS portés par ce dossier">
          <PastIns patient={patient} />
        </Panel>
        <Panel title="Historique">
          <HistoryPanel patient={patient} />
        </Panel>
      </div>
      {can('identity.write') ? (
        <div className={classes['stack']}>
          {patient.status === 'QUALIFIEE' ? null : (
            <Panel title="Qualifier l’identité">
              <QualifyPanel patient={patient} />
            </Panel>
          )}
          <Panel title="Téléservice INSi">
            <InsiPanel patient={patient} />
          </Panel>
          {patient.ins === undefined ? null : (
            <Panel title="INS de ce dossier">
              <InsiVerifyPanel patient={patient} />
            </Panel>
          )}
          {editable ? (
            <Panel title="Attributs de l’identité">
              <AttributesPanel patient={patient} />
            </Panel>
          ) : null}
          <Panel title="Contrôle d’un document d’identité">
            <ProofPanel patient={patient} />
          </Panel>
          <Panel title="Appels à INSi">
            <InsiCalls patientId={patient.id} />
          </Panel>
        </div>
      ) : null}
    </div>
  )
}
