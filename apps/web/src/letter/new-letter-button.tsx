import type { DocumentView, StayView } from '@anamnese/contracts'
import { Button, Menu } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { fetchStays } from '../api/care'
import { createLetter, fetchLetters } from '../api/documents'
import { keys } from '../api/keys'
import { paths } from '../app/paths'
import { useCan } from '../app/session'
import { formatDay } from '../format/dates'
import { unitName } from '../format/people'
import { staysForLetters } from '../record/stays'
import { IconChevronDown, IconFilePlus } from '../ui/icons'
import { notifyError } from '../ui/notify'

interface NewLetterButtonProps {
  patientId: string
  /** the validated letter that the new one will replace */
  replaces?: Pick<DocumentView, 'id' | 'stayNumber'>
}

/** Starts a discharge letter for the current stay, or goes back to the one that was begun. Other stays are in the menu. */
export function NewLetterButton({ patientId, replaces }: NewLetterButtonProps): ReactNode {
  const can = useCan()
  const navigate = useNavigate()
  const allowed = can('document.write')
  const { data: stays } = useQuery({
    queryKey: keys.stays(patientId),
    queryFn: ({ signal }) => fetchStays(patientId, signal),
    enabled: allowed,
  })
  const { data: drafts } = useQuery({
    queryKey: [...keys.letters, { patientId }],
    queryFn: ({ signal }) => fetchLetters({ patientId, state: 'draft', author: 'all', page: 1, size: 20 }, signal),
    enabled: allowed,
  })
  const create = useMutation({
    mutationFn: (stayNumber: string) =>
      createLetter(patientId, { stayNumber, ...(replaces === undefined ? {} : { replaces: replaces.id }) }),
    onSuccess: (letter) => void navigate(paths.letter(patientId, letter.id)),
    onError: notifyError,
  })
  if (!allowed) return null

  const candidates = staysForLetters(stays ?? [])
  const first = replaces?.stayNumber ?? candidates[0]?.number
  const begun = replaces === undefined ? drafts?.items.find((draft) => draft.stayNumber === first) : undefined
  const start = (stayNumber: string): void => {
    create.mutate(stayNumber)
  }
  return (
    <Button.Group>
      <Button
        variant={replaces === undefined ? 'filled' : 'default'}
        leftSection={<IconFilePlus size={14} aria-hidden />}
        loading={create.isPending}
        disabled={first === undefined}
        onClick={() => {
          if (begun !== undefined) void navigate(paths.letter(patientId, begun.id))
          else if (first !== undefined) start(first)
        }}
      >
        {replaces !== undefined ? 'Nouvelle version' : begun === undefined ? 'Lettre de sortie' : 'Reprendre la lettre'}
      </Button>
      {replaces === undefined && candidates.length > 1 ? <OtherStays stays={candidates} onChoose={start} /> : null}
    </Button.Group>
  )
}

function OtherStays({
  stays,
  onChoose,
}: {
  stays: readonly StayView[]
  onChoose: (number: string) => void
}): ReactNode {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button px={6} aria-label="Choisir le séjour de la lettre">
          <IconChevronDown size={14} aria-hidden />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Nouvelle lettre pour le séjour</Menu.Label>
        {stays.map((stay) => (
          <Menu.Item
            key={stay.id}
            onClick={() => {
              onChoose(stay.number)
            }}
          >
            {stay.number} — {unitName(stay.unit)}, {formatDay(stay.admittedAt)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
