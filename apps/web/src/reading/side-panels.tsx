import type { DocumentReading, DocumentView } from '@anamnese/contracts'
import { Anchor, List, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { paths } from '../app/paths'
import { formatInstant } from '../format/dates'
import { Facts } from '../ui/facts'
import { Panel } from '../ui/page'
import { Status } from '../ui/status'

/** Every version of the document, the newest first; two of them can be put side by side. */
export function VersionsPanel({ reading, patientId }: { reading: DocumentReading; patientId: string }): ReactNode {
  const { document, versions } = reading
  if (versions.length < 2) return null
  return (
    <Panel title="Versions">
      <Stack gap={6}>
        {versions.map((version) => (
          <Text key={version.id} component="div">
            {version.id === document.id ? (
              <Text span fw={700}>
                {versionName(version)}
              </Text>
            ) : (
              <>
                <Anchor component={Link} to={paths.document(patientId, version.id)}>
                  {versionName(version)}
                </Anchor>{' '}
                ·{' '}
                <Anchor component={Link} to={`${paths.document(patientId, document.id)}?avec=${version.id}`}>
                  comparer
                </Anchor>
              </>
            )}{' '}
            {version.superseded ? <Status tone="off" word="Remplacée" /> : null}
          </Text>
        ))}
      </Stack>
    </Panel>
  )
}

function versionName({ versionNumber, validatedAt }: DocumentView): string {
  return `Version ${versionNumber}, ${formatInstant(validatedAt)}`
}

/** What departs from the rules in a document that was received: it is shown all the same. */
export function FindingsPanel({ reading }: { reading: DocumentReading }): ReactNode {
  const { findings } = reading
  if (findings.length === 0) return null
  const errors = findings.filter(({ severity }) => severity === 'error').length
  return (
    <Panel title="Conformité">
      <Text mb="xs" component="div">
        <Status tone={errors > 0 ? 'warn' : 'info'} word={errors > 0 ? 'Non conforme' : 'Remarques'} /> Le document est
        gardé et montré tel que reçu.
      </Text>
      <List size="sm">
        {findings.slice(0, 20).map((finding, index) => (
          <List.Item key={`${index} ${finding.rule}`}>
            {finding.message}{' '}
            <Text span size="xs" c="dimmed">
              {finding.rule} · {finding.where}
            </Text>
          </List.Item>
        ))}
      </List>
      {findings.length > 20 ? <Text size="sm">Et {findings.length - 20} autre(s).</Text> : null}
    </Panel>
  )
}

/** What the header says: who wrote, for whom, about which act. */
export function HeaderPanel({ reading }: { reading: DocumentReading }): ReactNode {
  const { header, presentation } = reading
  if (header.length === 0) return null
  const facts = presentation.stylesheetKept
    ? [...header, { label: 'Feuille de style', value: 'celle du producteur est gardée ; la présentation est la nôtre' }]
    : header
  return (
    <Panel title="En-tête">
      <Facts facts={facts} />
    </Panel>
  )
}
