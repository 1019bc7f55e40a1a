import type { PatientCandidate } from '@anamnese/contracts'
import { formatMatricule } from '@anamnese/domain-ins'
import { Anchor, Checkbox, Table, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { paths } from '../../app/paths'
import { formatCivil } from '../../format/dates'
import { formatSex, IDENTITY_ATTRIBUTES, IDENTITY_STATUSES, patientName, usedIdentity } from '../../format/identity'
import { Status } from '../../ui/status'

type Candidate = PatientCandidate & { reasons?: string[] }

/** Records that may be the person's, with all that tells namesakes apart; each opens its record. */
export function CandidatesList({
  label,
  candidates,
  examined,
}: {
  label: string
  candidates: readonly Candidate[]
  /** when each record has to be said another person's */
  examined?: { ids: ReadonlySet<string>; toggle: (id: string) => void }
}): ReactNode {
  return (
    <Table aria-label={label}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Nom et prénom de naissance</Table.Th>
          <Table.Th scope="col">Né(e) le</Table.Th>
          <Table.Th scope="col">Sexe</Table.Th>
          <Table.Th scope="col">Lieu de naissance</Table.Th>
          <Table.Th scope="col">Identité</Table.Th>
          <Table.Th scope="col">INS</Table.Th>
          <Table.Th scope="col">Adresse</Table.Th>
          {examined === undefined ? null : <Table.Th scope="col">Autre personne</Table.Th>}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {candidates.map((one) => (
          <Table.Tr key={one.id}>
            <Table.Td>
              <Anchor component={Link} to={paths.record(one.id)}>
                {patientName(one.traits)}
              </Anchor>
              <Used candidate={one} />
              {(one.reasons ?? []).map((reason) => (
                <Text key={reason} size="xs">
                  {reason}
                </Text>
              ))}
            </Table.Td>
            <Table.Td>{formatCivil(one.traits.birthDate)}</Table.Td>
            <Table.Td>{formatSex(one.traits.sex)}</Table.Td>
            <Table.Td>{one.traits.birthPlaceCode ?? '—'}</Table.Td>
            <Table.Td>
              <Status {...IDENTITY_STATUSES[one.status]} />
              {one.attributes.map((attribute) => (
                <Status key={attribute} tone="warn" word={IDENTITY_ATTRIBUTES[attribute].word} />
              ))}
            </Table.Td>
            <Table.Td>
              {one.ins === undefined ? '—' : `${formatMatricule(one.ins.matricule)} (${one.ins.nature})`}
            </Table.Td>
            <Table.Td>
              {[...(one.address?.lines ?? []), one.address?.postalCode, one.address?.city].filter(Boolean).join(', ') ||
                '—'}
            </Table.Td>
            {examined === undefined ? null : (
              <Table.Td>
                <Checkbox
                  aria-label={`${patientName(one.traits)} est une autre personne`}
                  checked={examined.ids.has(one.id)}
                  onChange={() => {
                    examined.toggle(one.id)
                  }}
                />
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function Used({ candidate }: { candidate: Candidate }): ReactNode {
  const used = usedIdentity(candidate.traits)
  if (used === undefined) return null
  return <Text size="xs">utilisé : {[used.name, used.givenName].filter(Boolean).join(' ')}</Text>
}
