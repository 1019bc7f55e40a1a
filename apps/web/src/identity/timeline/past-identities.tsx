import type { PatientDetail } from '@anamnese/contracts'
import { formatMatricule } from '@anamnese/domain-ins'
import { Table } from '@mantine/core'
import type { ReactNode } from 'react'
import { formatCivil, formatInstant } from '../../format/dates'
import { formatSex } from '../../format/identity'
import { Nothing } from '../../ui/page'

/** The sets of strict traits that the record had, each with its time and why it ended. */
export function PastTraits({ patient }: { patient: PatientDetail }): ReactNode {
  if (patient.pastTraits.length === 0) return <Nothing>Les traits stricts n’ont jamais changé.</Nothing>
  return (
    <Table aria-label="Traits antérieurs">
      <Table.Thead>
        <Table.Tr>
          {['Nom de naissance', 'Prénom(s) de naissance', 'Né(e) le', 'Sexe', 'Lieu', 'Jusqu’au', 'Changé par'].map(
            (title) => (
              <Table.Th key={title} scope="col">
                {title}
              </Table.Th>
            ),
          )}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {patient.pastTraits.map(({ traits, until, author, reason }) => (
          <Table.Tr key={until + traits.birthName}>
            <Table.Td>{traits.birthName}</Table.Td>
            <Table.Td>{traits.birthGivenNames ?? traits.firstBirthGivenName}</Table.Td>
            <Table.Td>{formatCivil(traits.birthDate)}</Table.Td>
            <Table.Td>{formatSex(traits.sex)}</Table.Td>
            <Table.Td>{traits.birthPlaceCode ?? '—'}</Table.Td>
            <Table.Td>{formatInstant(until)}</Table.Td>
            <Table.Td>
              {author}
              {reason === undefined ? '' : ` — ${reason}`}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

/** The INS that the record had or has. */
export function PastIns({ patient }: { patient: PatientDetail }): ReactNode {
  if (patient.insHistory.length === 0) return <Nothing>Ce dossier n’a jamais porté d’INS.</Nothing>
  return (
    <Table aria-label="INS de ce dossier, présente et passées">
      <Table.Thead>
        <Table.Tr>
          {['Matricule INS', 'OID', 'Depuis', 'Jusqu’au', 'Motif'].map((title) => (
            <Table.Th key={title} scope="col">
              {title}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {patient.insHistory.map(({ ins, from, until, reason }) => (
          <Table.Tr key={`${from} ${ins.matricule}`}>
            <Table.Td>{formatMatricule(ins.matricule)}</Table.Td>
            <Table.Td>{ins.oid}</Table.Td>
            <Table.Td>{formatInstant(from)}</Table.Td>
            <Table.Td>{until === undefined ? 'en cours' : formatInstant(until)}</Table.Td>
            <Table.Td>{reason ?? '—'}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
