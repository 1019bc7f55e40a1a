import type { IdentitySourceView, PatientDetail } from '@anamnese/contracts'
import { formatMatricule } from '@anamnese/domain-ins'
import { List, Table, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useCan } from '../../app/session'
import { formatCivil, formatInstant } from '../../format/dates'
import { formatSex, IDENTITY_STATUSES, patientName } from '../../format/identity'
import { InsiCalls } from '../../identity/insi-calls'
import { InsiPanel } from '../../identity/insi-panel'
import { InsiPrintButtons } from '../../identity/insi-print-buttons'
import { InsiVerifyPanel } from '../../identity/insi-verify-panel'
import { ProofPanel } from '../../identity/proof-panel'
import { QualifyPanel } from '../../identity/qualify-panel'
import { TraitsFacts } from '../../identity/traits-facts'
import { Nothing, Panel } from '../../ui/page'
import { Status } from '../../ui/status'
import classes from '../record.module.css'

/** All that is known of the identity: traits, where they come from, what happened to them, and qualifying it. */
export function IdentityTab({ patient }: { patient: PatientDetail }): ReactNode {
  const can = useCan()
  return (
    <div className={can('identity.write') ? classes['columns'] : classes['stack']}>
      <div className={classes['stack']}>
        <Panel
          title="Traits"
          actions={
            <>
              <Status {...IDENTITY_STATUSES[patient.status]} />
              <InsiPrintButtons patientId={patient.id} />
            </>
          }
        >
          <TraitsFacts patient={patient} />
        </Panel>
        <Panel title="Sources">
          <Sources sources={patient.sources} />
        </Panel>
        <Panel title="Historique">
          <History patient={patient} />
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

const MODES: Readonly<Record<IdentitySourceView['mode'], string>> = {
  MANUAL: 'Saisie',
  IMPORT: 'Reprise de données',
  INTEROP: 'Message reçu',
  INSI: 'Téléservice INSi',
  DATAMATRIX: 'Datamatrix lu',
  VITALE: 'Carte Vitale',
  APP_VITALE: 'Appli carte Vitale',
}

function Sources({ sources }: { sources: readonly IdentitySourceView[] }): ReactNode {
  if (sources.length === 0) return <Nothing>Aucune source enregistrée.</Nothing>
  return (
    <Table aria-label="Sources de l’identité">
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Origine</Table.Th>
          <Table.Th scope="col">Traits</Table.Th>
          <Table.Th scope="col">Pièce contrôlée</Table.Th>
          <Table.Th scope="col">Par</Table.Th>
          <Table.Th scope="col">Le</Table.Th>
          <Table.Th scope="col">État</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {sources.map((source) => (
          <Table.Tr key={source.id}>
            <Table.Td>{MODES[source.mode]}</Table.Td>
            <Table.Td>
              {patientName(source.traits)}, {formatCivil(source.traits.birthDate)}, {formatSex(source.traits.sex)}
            </Table.Td>
            <Table.Td>{source.proof?.label ?? '—'}</Table.Td>
            <Table.Td>{source.author}</Table.Td>
            <Table.Td>{formatInstant(source.at)}</Table.Td>
            <Table.Td>
              <Status tone={source.active ? 'ok' : 'off'} word={source.active ? 'Active' : 'Retirée'} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function History({ patient }: { patient: PatientDetail }): ReactNode {
  return (
    <>
      <List size="sm" listStyleType="none" spacing={4}>
        {[...patient.history].reverse().map((entry) => (
          <List.Item key={`${entry.at} ${entry.what}`}>
            <Text span c="dimmed">
              {formatInstant(entry.at)}
            </Text>{' '}
            {entry.what} ({entry.author}){entry.reason === undefined ? '' : ` — ${entry.reason}`}
          </List.Item>
        ))}
      </List>
      {patient.history.length === 0 ? <Text c="dimmed">Rien ne s’est encore passé sur cette identité.</Text> : null}
      {patient.insHistory.length === 0 ? null : (
        <>
          <Text fw={600} mt="sm">
            Matricules INS portés par ce dossier
          </Text>
          <List size="sm" listStyleType="none">
            {patient.insHistory.map((entry) => (
              <List.Item key={`${entry.from} ${entry.ins.matricule}`}>
                {formatMatricule(entry.ins.matricule)} — depuis le {formatInstant(entry.from)}
                {entry.until === undefined ? '' : `, jusqu’au ${formatInstant(entry.until)}`}
                {entry.reason === undefined ? '' : ` (${entry.reason})`}
              </List.Item>
            ))}
          </List>
        </>
      )}
    </>
  )
}
