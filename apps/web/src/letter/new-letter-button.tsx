import type { DocumentTypeView, DocumentView, StayView } from '@anamnese/contracts'
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
import { TO_VALIDATE } from '../worklists/filters'
import { useDocumentTypes } from './use-document-types'

/** LOINC code of the discharge letter, that the button itself writes. */
const DISCHARGE_LETTER = '11490-0'

interface NewLetterButtonProps {
  patientId: string
  /** the validated letter that the new one will replace */
  replaces?: Pick<DocumentView, 'id' | 'stayNumber'>
}

interface NewLetter {
  stayNumber: string
  type?: string
}

/**
 * Starts a discharge letter for the current stay, or goes back to the one that was begun. The other types and the other stays are in
 * the menu.
 */
export function NewLetterButton({ patientId, replaces }: NewLetterButtonProps): ReactNode {
  const can = useCan()
  const navigate = useNavigate()
  const allowed = can('document.write')
  const types = useDocumentTypes(allowed && replaces === undefined)
  const { data: stays } = useQuery({
    queryKey: keys.stays(patientId),
    queryFn: ({ signal }) => fetchStays(patientId, signal),
    enabled: allowed,
  })
  const { data: drafts } = useQuery({
    queryKey: [...keys.letters, { patientId }],
    queryFn: ({ signal }) => fetchLetters({ patientId, state: TO_VALIDATE, author: 'all', page: 1, size: 20 }, signal),
    enabled: allowed,
  })
  const create = useMutation({
    mutationFn: (wish: NewLetter) =>
      createLetter(patientId, { ...wish, ...(replaces === undefined ? {} : { replaces: replaces.id }) }),
    onSuccess: (letter) => void navigate(paths.letter(patientId, letter.id)),
    onError: notifyError,
  })
  if (!allowed) return null

  const candidates = staysForLetters(stays ?? [])
  const first = replaces?.stayNumber ?? candidates[0]?.number
  const begun =
    replaces === undefined
      ? drafts?.items.find((draft) => draft.stayNumber === first && draft.type.code === DISCHARGE_LETTER)
      : undefined
  return (
    <Button.Group>
      <Button
        variant={replaces === undefined ? 'filled' : 'default'}
        leftSection={<IconFilePlus size={14} aria-hidden />}
        loading={create.isPending}
        disabled={first === undefined}
        onClick={() => {
          if (begun !== undefined) void navigate(paths.letter(patientId, begun.id))
          else if (first !== undefined) create.mutate({ stayNumber: first })
        }}
      >
        {replaces !== undefined ? 'Nouvelle version' : begun === undefined ? 'Lettre de sortie' : 'Reprendre la lettre'}
      </Button>
      {replaces === undefined && first !== undefined ? (
        <OtherLetters stays={candidates} types={types} first={first} onChoose={create.mutate} />
      ) : null}
    </Button.Group>
  )
}

interface OtherLettersProps {
  stays: readonly StayView[]
  types: readonly DocumentTypeView[]
  /** number of the current stay */
  first: string
  onChoose: (wish: NewLetter) => void
}

function OtherLetters({ stays, types, first, onChoose }: OtherLettersProps): ReactNode {
  const others = types.filter(({ type }) => type.code !== DISCHARGE_LETTER)
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button px={6} aria-label="Autres documents et autres séjours">
          <IconChevronDown size={14} aria-hidden />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {others.length > 0 ? <Menu.Label>Autre document pour le séjour {first}</Menu.Label> : null}
        {others.map(({ type, name }) => (
          <Menu.Item
            key={type.code}
            onClick={() => {
              onChoose({ stayNumber: first, type: type.code })
            }}
          >
            {name}
          </Menu.Item>
        ))}
        {stays.length > 1 ? <Menu.Label>Lettre de sortie pour le séjour</Menu.Label> : null}
        {(stays.length > 1 ? stays : []).map((stay) => (
          <Menu.Item
            key={stay.id}
            onClick={() => {
              onChoose({ stayNumber: stay.number })
            }}
          >
            {stay.number} — {unitName(stay.unit)}, {formatDay(stay.admittedAt)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
