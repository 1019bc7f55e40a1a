import type { IdentityMatch, InitialIdentity, ScanResponse } from '@anamnese/contracts'
import { formatMatricule } from '@anamnese/domain-ins'
import { Anchor, Button, List, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link, useNavigate } from 'react-router'
import { paths } from '../app/paths'
import { useCan } from '../app/session'
import { formatCivil } from '../format/dates'
import { formatSex, patientName } from '../format/identity'
import { Facts } from '../ui/facts'
import { IconPlus } from '../ui/icons'
import { StatusSentence } from '../ui/status'

/** What a code says, what is odd in it, and where it leads. */
export function ScanResult({ scan }: { scan: ScanResponse }): ReactNode {
  const { traits, ins } = scan
  return (
    <Stack gap="sm" role="status">
      {scan.findings.map((finding) => (
        <StatusSentence
          key={finding.code + finding.where}
          tone={finding.severity === 'error' ? 'fail' : 'warn'}
          word={finding.severity === 'error' ? 'Code refusé' : 'À vérifier'}
          sentence={finding.message}
        />
      ))}
      <Facts
        facts={[
          { label: 'Nom de naissance', value: traits.birthName ?? '—' },
          { label: 'Prénoms de naissance', value: traits.birthGivenNames ?? '—' },
          { label: 'Né(e) le', value: traits.birthDate === undefined ? '—' : formatCivil(traits.birthDate) },
          { label: 'Sexe', value: traits.sex === undefined ? '—' : formatSex(traits.sex) },
          { label: 'Code du lieu de naissance', value: traits.birthPlaceCode ?? '—' },
          ins === undefined
            ? undefined
            : { label: `Matricule INS (${ins.nature})`, value: formatMatricule(ins.matricule) },
        ]}
      />
      <Matches matches={scan.matches} initial={scan.initial} />
    </Stack>
  )
}

/** The records that an identity may be of, and creating one when none is. */
export function Matches({
  matches,
  initial,
}: {
  matches: readonly IdentityMatch[]
  initial: InitialIdentity | undefined
}): ReactNode {
  const can = useCan()
  const navigate = useNavigate()
  return (
    <Stack gap="xs">
      {matches.length === 0 ? null : (
        <List size="sm" aria-label="Dossiers trouvés">
          {matches.map((match) => (
            <List.Item key={match.patient.id}>
              <Anchor component={Link} to={paths.record(match.patient.id)}>
                {patientName(match.patient.traits)}, né(e) le {formatCivil(match.patient.traits.birthDate)}
              </Anchor>{' '}
              — {match.sentence}
              {match.differences.map((one) => (
                <Text key={one.field} size="xs">
                  {one.label} : {one.local || '(vide)'} dans le dossier, {one.read || '(vide)'} lu
                </Text>
              ))}
            </List.Item>
          ))}
        </List>
      )}
      {matches.length === 0 && initial !== undefined ? <Text size="sm">Aucun dossier n’a ces traits.</Text> : null}
      {initial === undefined || !can('identity.write') ? null : (
        <div>
          <Button
            variant={matches.length === 0 ? 'filled' : 'default'}
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => {
              void navigate(paths.newIdentity, { state: { initial } })
            }}
          >
            Créer une identité provisoire avec ces traits
          </Button>
        </div>
      )}
    </Stack>
  )
}
