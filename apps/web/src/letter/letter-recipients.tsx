import type { CorrespondentView, DocumentRecipient } from '@anamnese/contracts'
import { ActionIcon, Combobox, Text, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { fetchCorrespondents } from '../api/directory'
import { keys } from '../api/keys'
import { professionalName } from '../format/people'
import { IconTrash } from '../ui/icons'
import { ErrorPanel } from '../ui/error-panel'
import { hasRecipient, recipientChoices } from './recipients'
import { SuggestedRecipients } from './suggested-recipients'
import classes from './letter.module.css'

interface LetterRecipientsProps {
  letterId: string
  recipients: readonly DocumentRecipient[]
  readOnly: boolean
  onChange: (recipients: DocumentRecipient[]) => void
}

/** Who receives the letter; others are offered from the record, or found among the correspondents and in the Annuaire Santé. */
export function LetterRecipients({ letterId, recipients, readOnly, onChange }: LetterRecipientsProps): ReactNode {
  const add = (recipient: DocumentRecipient): void => {
    if (!hasRecipient(recipients, recipient)) onChange([...recipients, recipient])
  }
  return (
    <>
      {recipients.length === 0 ? (
        <Text c="dimmed">Aucun destinataire : la lettre ne sera envoyée à personne.</Text>
      ) : null}
      {recipients.map((recipient, index) => (
        <div key={`${recipient.family} ${recipient.mailbox ?? ''}`} className={classes['recipient']}>
          <div>
            <Text fw={600}>{professionalName(recipient)}</Text>
            <Text size="xs" c="dimmed">
              {recipient.specialty?.display === undefined ? '' : `${recipient.specialty.display} · `}
              {recipient.mailbox ?? 'sans adresse MSSanté : nommé dans la lettre, rien ne lui sera envoyé'}
            </Text>
          </div>
          {readOnly ? null : (
            <ActionIcon
              color="red"
              aria-label={`Retirer ${professionalName(recipient)}`}
              onClick={() => {
                onChange(recipients.filter((_, at) => at !== index))
              }}
            >
              <IconTrash size={15} aria-hidden />
            </ActionIcon>
          )}
        </div>
      ))}
      {readOnly ? null : (
        <>
          <SuggestedRecipients letterId={letterId} recipients={recipients} onAdd={add} />
          <AddRecipient onAdd={add} />
        </>
      )}
    </>
  )
}

function AddRecipient({ onAdd }: { onAdd: (recipient: DocumentRecipient) => void }): ReactNode {
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text.trim(), 250)
  const combobox = useCombobox()
  const { data, error, isFetching } = useQuery({
    queryKey: [...keys.correspondents, asked],
    queryFn: ({ signal }) => fetchCorrespondents(asked, signal),
    enabled: asked.length >= 2,
  })
  const found: CorrespondentView[] = asked.length < 2 ? [] : (data?.items ?? [])
  const choices = recipientChoices(found)
  return (
    <>
      <Combobox
        store={combobox}
        onOptionSubmit={(key) => {
          const choice = choices.find((one) => one.key === key)
          if (choice) onAdd(choice.recipient)
          setText('')
          combobox.closeDropdown()
        }}
      >
        <Combobox.Target>
          <TextInput
            mt="xs"
            label="Ajouter un destinataire"
            placeholder="Nom d’un correspondant"
            value={text}
            onFocus={() => {
              combobox.openDropdown()
            }}
            onBlur={() => {
              combobox.closeDropdown()
            }}
            onChange={(event) => {
              setText(event.currentTarget.value)
              combobox.openDropdown()
              combobox.resetSelectedOption()
            }}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={asked.length < 2}>
          <Combobox.Options aria-label="Correspondants trouvés">
            {choices.map(({ key, recipient }) => (
              <Combobox.Option key={key} value={key}>
                {professionalName(recipient)}
                <Text size="xs" c="dimmed">
                  {[recipient.specialty?.display, recipient.mailbox ?? 'sans adresse MSSanté']
                    .filter(Boolean)
                    .join(' · ')}
                </Text>
              </Combobox.Option>
            ))}
            {choices.length === 0 ? (
              <Combobox.Empty>{isFetching ? 'Recherche…' : 'Aucun correspondant de ce nom.'}</Combobox.Empty>
            ) : null}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      {error ? <ErrorPanel error={error} /> : null}
    </>
  )
}
