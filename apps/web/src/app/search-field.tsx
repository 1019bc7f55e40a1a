import type { PatientSummary } from '@anamnese/contracts'
import { Combobox, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type SubmitEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { fetchPatients } from '../api/identity'
import { keys } from '../api/keys'
import { GROUP_SEPARATOR, readSearch } from '../format/search'
import { IconSearch } from '../ui/icons'
import { useKey } from '../ui/keyboard'
import { PatientLine } from '../patients/patient-line'
import { paths } from './paths'
import classes from './search-field.module.css'

const SUGGESTIONS = 8

/** The one search field: `/` focuses it; suggestions as one types; Enter shows the whole list, or the record when only one matches. */
export function SearchField(): ReactNode {
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text.trim(), 200)
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption()
    },
  })
  const reading = readSearch(text)
  const enabled = asked.length >= 2 && readSearch(asked).kind !== 'scan' && readSearch(asked).obstacle === undefined
  const { data } = useQuery({
    queryKey: [...keys.patients, 'suggestions', asked],
    queryFn: ({ signal }) => fetchPatients({ q: asked, page: 1, size: SUGGESTIONS }, signal),
    enabled,
    placeholderData: keepPreviousData,
  })
  const found: PatientSummary[] = enabled ? (data?.items ?? []) : []

  useKey('/', (event) => {
    event.preventDefault()
    input.current?.focus()
    input.current?.select()
  })
  const leave = (to: string, state?: object): void => {
    combobox.closeDropdown()
    setText('')
    input.current?.blur()
    void navigate(to, { state })
  }
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (reading.kind === 'scan') leave(paths.scan, { text })
    else if (text.trim() !== '' && reading.obstacle === undefined) leave(paths.search(text.trim()), { direct: true })
  }
  // A scanner that acts as a keyboard sends the group separator of the datamatrix as Ctrl+].
  const keepSeparator = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (!event.ctrlKey || event.key !== ']') return
    event.preventDefault()
    setText((current) => current + GROUP_SEPARATOR)
  }

  return (
    <form role="search" aria-label="Recherche d’un patient" className={classes['form']} onSubmit={submit}>
      <Combobox
        store={combobox}
        onOptionSubmit={(id) => {
          leave(paths.record(id))
        }}
      >
        <Combobox.Target>
          <TextInput
            ref={input}
            aria-label="Rechercher un patient"
            placeholder="Rechercher un patient : nom, date de naissance, IPP, matricule, datamatrix  ( / )"
            autoComplete="off"
            spellCheck={false}
            leftSection={<IconSearch size={16} aria-hidden />}
            value={text}
            error={reading.obstacle}
            onKeyDown={keepSeparator}
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
        <Combobox.Dropdown hidden={found.length === 0}>
          <Combobox.Options aria-label="Patients trouvés">
            {found.map((patient) => (
              <Combobox.Option key={patient.id} value={patient.id}>
                <PatientLine patient={patient} />
              </Combobox.Option>
            ))}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
    </form>
  )
}
