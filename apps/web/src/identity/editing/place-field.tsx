import type { PlaceView } from '@anamnese/contracts'
import { Autocomplete } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { fetchPlaces } from '../../api/identity-editing'
import { keys } from '../../api/keys'

/** `GUINGAMP (22)`: what a code alone does not say. */
function nameOf({ name, department }: PlaceView): string {
  return department === undefined ? name : `${name} (${department})`
}

/** The place of birth, found by its name or code; those whose code served on the birth date come first. */
export function PlaceField({
  code,
  birthDate,
  onChange,
}: {
  code: string
  /** civil date, when it is one */
  birthDate: string | undefined
  onChange: (code: string) => void
}): ReactNode {
  const [text, setText] = useState(code)
  const [q] = useDebouncedValue(text.replace(/ — .*$/, '').trim(), 200)
  const { data: places = [] } = useQuery({
    queryKey: [...keys.places, q, birthDate],
    queryFn: ({ signal }) => fetchPlaces(q, birthDate, signal),
    enabled: q.length >= 2,
    placeholderData: keepPreviousData,
    staleTime: 600_000,
  })
  const chosen = places.find((place) => place.code === code)
  const lines = places.map((place) => `${place.code} — ${place.name}${place.valid ? '' : ' (autre période)'}`)
  return (
    <Autocomplete
      label="Lieu de naissance"
      description={
        chosen === undefined ? 'Nom de la commune ou du pays, ou code INSEE ; 99999 s’il est inconnu' : nameOf(chosen)
      }
      required
      value={text}
      data={[...new Set(lines)]}
      filter={({ options }) => options}
      limit={20}
      inputWrapperOrder={['label', 'description', 'input', 'error']}
      {...(chosen?.hint === undefined ? {} : { error: chosen.hint })}
      onChange={(typed) => {
        setText(typed)
        onChange(/^[0-9][0-9AB][0-9]{3}/i.exec(typed)?.[0]?.toUpperCase() ?? '')
      }}
    />
  )
}
