import type { LetterAnswerData, LetterData } from '@anamnese/contracts'
import { ENTRY_MODE, EXIT_MODE, type ValueSet } from '@anamnese/domain-value-sets'
import { Checkbox, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { Panel } from '../ui/page'
import { sameData, sendableData } from './letter-data'
import { AllergyRows, PlanRows, TreatmentRows } from './letter-data-rows'

interface LetterDataPanelProps {
  data: LetterData
  readOnly: boolean
  onChange: (data: LetterData) => void
}

const QUESTIONS = [
  { name: 'resistantGerms', label: 'Recherche de microorganismes résistants', detail: 'Microorganismes identifiés' },
  { name: 'transfusion', label: 'Transfusion de produits sanguins', detail: 'Accidents transfusionnels' },
  { name: 'bloodDerivatives', label: 'Administration de dérivés du sang', detail: 'Évènements indésirables' },
] as const

/** What is entered as data: coded in the document for the software of who receives it, and printed on its page. */
export function LetterDataPanel({ data: saved, readOnly, onChange }: LetterDataPanelProps): ReactNode {
  const [draft, setDraft] = useState(saved)
  // A row that has no name yet is only here; what someone else saved takes the place of all of it.
  const data = sameData(sendableData(draft), saved) ? draft : saved
  const change = (part: Partial<LetterData>): void => {
    const next = { ...data, ...part }
    setDraft(next)
    onChange(sendableData(next))
  }
  const parts = { readOnly, data, change }
  return (
    <Panel title="Données codées">
      <Stack gap="xs">
        <Text size="xs" c="dimmed">
          Ces données sont codées dans le document en plus du texte, et imprimées avec lui.
        </Text>
        <TreatmentRows {...parts} name="treatments" label="Traitements à la sortie" />
        <Checkbox
          label="Aucun traitement à la sortie"
          checked={data.noTreatment === true}
          disabled={readOnly || (data.treatments ?? []).length > 0}
          onChange={(event) => {
            change({ noTreatment: event.currentTarget.checked })
          }}
        />
        <TreatmentRows {...parts} name="stoppedTreatments" label="Traitements arrêtés" />
        <AllergyRows {...parts} />
        <Checkbox
          label="Aucune allergie connue"
          checked={data.noKnownAllergy === true}
          disabled={readOnly || (data.allergies ?? []).length > 0}
          onChange={(event) => {
            change({ noKnownAllergy: event.currentTarget.checked })
          }}
        />
        <PlanRows {...parts} />
        <Mode {...parts} name="entryMode" label="Modalité d’entrée" set={ENTRY_MODE} />
        <Mode {...parts} name="exitMode" label="Modalité de sortie" set={EXIT_MODE} />
        {QUESTIONS.map((question) => (
          <Question
            key={question.name}
            {...question}
            given={data[question.name] ?? {}}
            readOnly={readOnly}
            onChange={(given) => {
              change({ [question.name]: given })
            }}
          />
        ))}
      </Stack>
    </Panel>
  )
}

export interface DataPart {
  data: LetterData
  readOnly: boolean
  change: (part: Partial<LetterData>) => void
}

function Mode({
  name,
  label,
  set,
  data,
  readOnly,
  change,
}: DataPart & { name: 'entryMode' | 'exitMode'; label: string; set: ValueSet }): ReactNode {
  return (
    <NativeSelect
      label={label}
      value={data[name] ?? ''}
      disabled={readOnly}
      data={[
        { value: '', label: 'D’après le séjour' },
        ...set.codes.map(({ code, display }) => ({ value: code, label: display })),
      ]}
      onChange={(event) => {
        const code = event.currentTarget.value
        change({ [name]: code })
      }}
    />
  )
}

interface QuestionProps {
  label: string
  detail: string
  given: LetterAnswerData
  readOnly: boolean
  onChange: (given: LetterAnswerData) => void
}

function Question({ label, detail, given, readOnly, onChange }: QuestionProps): ReactNode {
  const value = given.answer === undefined ? '' : given.answer ? 'yes' : 'no'
  return (
    <>
      <NativeSelect
        label={label}
        value={value}
        disabled={readOnly}
        data={[
          { value: '', label: 'Non renseigné' },
          { value: 'no', label: 'Non' },
          { value: 'yes', label: 'Oui' },
        ]}
        onChange={(event) => {
          const chosen = event.currentTarget.value
          onChange(chosen === '' ? {} : { ...given, answer: chosen === 'yes' })
        }}
      />
      {given.answer === true ? (
        <TextInput
          label={detail}
          value={given.detail ?? ''}
          readOnly={readOnly}
          maxLength={2000}
          onChange={(event) => {
            onChange({ ...given, detail: event.currentTarget.value })
          }}
        />
      ) : null}
    </>
  )
}
