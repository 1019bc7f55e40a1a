import { Button, Group, TextInput } from '@mantine/core'
import type { ReactNode, SubmitEvent } from 'react'
import { IconSearch } from '../../ui/icons'
import { requestOf, type SearchDraft } from './search-draft'

/** Birth date, then the first letters of a name and of a given name, of birth or used. */
export function SearchForm({
  draft,
  change,
  onSearch,
  searching,
}: {
  draft: SearchDraft
  change: (part: Partial<SearchDraft>) => void
  onSearch: () => void
  searching: boolean
}): ReactNode {
  const request = requestOf(draft)
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (typeof request !== 'string') onSearch()
  }
  const field = (name: keyof SearchDraft) => ({
    value: draft[name],
    onChange: (event: { currentTarget: HTMLInputElement }) => {
      change({ [name]: event.currentTarget.value })
    },
  })
  return (
    <form onSubmit={submit} role="search" aria-label="Recherche avant création">
      <Group gap="sm" align="flex-end">
        <TextInput
          label="Date de naissance"
          placeholder="jj/mm/aaaa"
          inputMode="numeric"
          required
          data-autofocus
          error={draft.birthDate.length >= 8 && typeof request === 'string' ? request : undefined}
          {...field('birthDate')}
        />
        <TextInput label="Nom (3 premières lettres)" {...field('name')} />
        <TextInput label="Prénom (3 premières lettres)" {...field('givenName')} />
        <Button
          type="submit"
          leftSection={<IconSearch size={14} aria-hidden />}
          disabled={typeof request === 'string'}
          loading={searching}
        >
          Rechercher
        </Button>
      </Group>
    </form>
  )
}
