import { DateInput } from '@mantine/dates'
import { Group, NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { parseFrenchDate } from '../format/dates'
import { IconSearch } from './icons'
import type { ListAddress } from './list-address'

export interface Choice {
  value: string
  label: string
}

/** The filters of a list, on one line above it. */
export function Filters({ children }: { children: ReactNode }): ReactNode {
  return (
    <Group gap="xs" mb="xs" align="flex-end" className="no-print" role="search" aria-label="Filtres de la liste">
      {children}
    </Group>
  )
}

/** A text filter: applied as one types, after a short pause. */
export function TextFilter({
  list,
  name,
  label,
  width = 240,
}: {
  list: ListAddress
  name: string
  label: string
  width?: number
}): ReactNode {
  const value = list.filters[name] ?? ''
  const [text, setText] = useState(value)
  const applied = useRef(value)
  const apply = useDebouncedCallback((typed: string) => {
    applied.current = typed.trim()
    list.set({ [name]: typed.trim() })
  }, 250)
  // The address may change from elsewhere (the search field, the back button): the field follows, but not while one types.
  useEffect(() => {
    if (value === applied.current) return
    applied.current = value
    setText(value)
  }, [value])
  return (
    <TextInput
      label={label}
      value={text}
      w={width}
      leftSection={<IconSearch size={14} aria-hidden />}
      onChange={(event) => {
        setText(event.currentTarget.value)
        apply(event.currentTarget.value)
      }}
    />
  )
}

/** A choice filter; `all` is the name of "no filter". */
export function ChoiceFilter({
  list,
  name,
  label,
  all,
  choices,
}: {
  list: ListAddress
  name: string
  label: string
  all?: string
  choices: readonly Choice[]
}): ReactNode {
  return (
    <NativeSelect
      label={label}
      value={list.filters[name] ?? ''}
      data={[...(all === undefined ? [] : [{ value: '', label: all }]), ...choices]}
      onChange={(event) => {
        list.set({ [name]: event.currentTarget.value })
      }}
    />
  )
}

/** A day filter: typed `jj/mm/aaaa` or picked in the calendar. */
export function DayFilter({ list, name, label }: { list: ListAddress; name: string; label: string }): ReactNode {
  return (
    <DateInput
      label={label}
      value={list.filters[name] ?? null}
      valueFormat="DD/MM/YYYY"
      placeholder="jj/mm/aaaa"
      dateParser={parseDay}
      w={120}
      clearable
      clearButtonProps={{ 'aria-label': `Effacer ${label}` }}
      onChange={(value) => {
        list.set({ [name]: value ?? undefined })
      }}
    />
  )
}

/** What is typed may have no separators: `23112026`. Null leaves the field as it was. */
function parseDay(value: string): string | null {
  return parseFrenchDate(value) ?? null
}
