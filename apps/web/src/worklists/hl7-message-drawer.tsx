import type { Hl7MessageDetail } from '@anamnese/contracts'
import { Anchor, Drawer, Stack, Table } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { fetchHl7Message } from '../api/identity'
import { keys } from '../api/keys'
import { paths } from '../app/paths'
import type { Tone } from '../format/identity'
import { ErrorPanel } from '../ui/error-panel'
import { Waiting } from '../ui/page'
import { Status } from '../ui/status'
import { Er7 } from './er7'

const SEVERITIES: Readonly<Record<Hl7MessageDetail['findings'][number]['severity'], { word: string; tone: Tone }>> = {
  E: { word: 'Erreur', tone: 'fail' },
  W: { word: 'Avertissement', tone: 'warn' },
  I: { word: 'Information', tone: 'info' },
}

/** A message as it was received, what is wrong in it, and the answer that was given. */
export function Hl7MessageDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }): ReactNode {
  return (
    <Drawer opened={id !== undefined} onClose={onClose} position="right" size="75%" title="Message HL7">
      {id === undefined ? null : <Content id={id} />}
    </Drawer>
  )
}

function Content({ id }: { id: string }): ReactNode {
  const { data, error, refetch } = useQuery({
    queryKey: [...keys.hl7Messages, 'detail', id],
    queryFn: ({ signal }) => fetchHl7Message(id, signal),
  })
  if (data === undefined) return error ? <ErrorPanel error={error} onRetry={() => void refetch()} /> : <Waiting />
  return (
    <Stack gap="sm">
      {data.findings.length === 0 ? null : (
        <Table aria-label="Constats">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Gravité</Table.Th>
              <Table.Th scope="col">Où</Table.Th>
              <Table.Th scope="col">Constat</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.findings.map((finding) => (
              <Table.Tr key={`${finding.location} ${finding.code} ${finding.message}`}>
                <Table.Td>
                  <Status {...SEVERITIES[finding.severity]} />
                </Table.Td>
                <Table.Td>
                  <code>{finding.location}</code>
                </Table.Td>
                <Table.Td>
                  {finding.message} ({finding.code})
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <Er7 title="Message reçu" text={data.text} />
      <Er7 title="Réponse donnée" text={data.answer} />
      {data.patientId === undefined ? null : (
        <Anchor component={Link} to={paths.record(data.patientId)}>
          Ouvrir le dossier
        </Anchor>
      )}
    </Stack>
  )
}
