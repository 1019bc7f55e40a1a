import type { InsiCardResponse, VitaleCard } from '@anamnese/contracts'
import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, type SubmitEvent, useState } from 'react'
import { searchInsiByCard } from '../api/insi'
import { InsiResult } from '../identity/insi-result'
import { ErrorPanel } from '../ui/error-panel'
import { cardDefect, cardOf, type CardFields } from './card-fields'
import { Matches } from './scan-result'

const EMPTY: CardFields = { matricule: '', insuredMatricule: '', birthName: '', birthDate: '', birthRank: '' }

/** The fields that a reader of cartes Vitale gives, read or typed: INSi says who it is. */
export function CardForm(): ReactNode {
  const [fields, setFields] = useState(EMPTY)
  const search = useMutation({ mutationFn: (card: VitaleCard) => searchInsiByCard(card) })
  const defect = cardDefect(fields)
  const field = (name: keyof CardFields, label: string, width: number, placeholder?: string): ReactNode => (
    <TextInput
      key={name}
      label={label}
      w={width}
      value={fields[name]}
      {...(placeholder === undefined ? {} : { placeholder })}
      autoComplete="off"
      onChange={(event) => {
        const { value } = event.currentTarget
        setFields((current) => ({ ...current, [name]: value }))
      }}
    />
  )
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (defect === undefined) search.mutate(cardOf(fields))
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Group gap="xs" align="flex-end">
          {field('matricule', 'NIR du bénéficiaire', 170)}
          {field('insuredMatricule', 'NIR de l’assuré', 170)}
          {field('birthName', 'Nom de naissance', 170)}
          {field('birthDate', 'Date de naissance de la carte', 190, 'jj/mm/aaaa')}
          {field('birthRank', 'Rang', 70)}
          <Button type="submit" disabled={defect !== undefined} loading={search.isPending} title={defect ?? ''}>
            Interroger INSi
          </Button>
        </Group>
        {search.error ? <ErrorPanel error={search.error} /> : null}
        {search.data === undefined ? null : <Answer answer={search.data} />}
      </Stack>
    </form>
  )
}

function Answer({ answer }: { answer: InsiCardResponse }): ReactNode {
  return (
    <Stack gap="sm">
      <InsiResult result={{ ...answer, differences: [] }} />
      <Matches matches={answer.matches} initial={answer.initial} />
    </Stack>
  )
}
