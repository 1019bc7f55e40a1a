import type { LetterAllergyData, LetterPlanData, LetterTreatmentData } from '@anamnese/contracts'
import { ADVERSE_REACTION_TYPE, OBSERVATION_SEVERITY } from '@anamnese/domain-value-sets'
import { ActionIcon, Button, Group, NativeSelect, Text, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { IconPlus, IconTrash } from '../ui/icons'
import type { DataPart } from './letter-data-panel'
import classes from './letter.module.css'
import { withText } from './letter-data'

interface RowsProps<T> {
  label: string
  add: string
  rows: readonly T[]
  nameOf: (row: T) => string
  empty: T
  readOnly: boolean
  onChange: (rows: T[]) => void
  children: (row: T, edit: (row: T) => void) => ReactNode
}

/** A short list that is typed row by row. */
function Rows<T>({ label, add, rows, nameOf, empty, readOnly, onChange, children }: RowsProps<T>): ReactNode {
  return (
    <fieldset className={classes['rows']}>
      <legend>{label}</legend>
      {rows.length === 0 && readOnly ? <Text c="dimmed">Aucun.</Text> : null}
      {rows.map((row, at) => (
        <Group key={at} gap={4} align="end" wrap="nowrap">
          {children(row, (changed) => {
            onChange(rows.map((one, index) => (index === at ? changed : one)))
          })}
          {readOnly ? null : (
            <ActionIcon
              color="red"
              aria-label={`Retirer ${nameOf(row) === '' ? 'la ligne' : nameOf(row)}`}
              onClick={() => {
                onChange(rows.filter((_row, index) => index !== at))
              }}
            >
              <IconTrash size={15} aria-hidden />
            </ActionIcon>
          )}
        </Group>
      ))}
      {readOnly ? null : (
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<IconPlus size={12} aria-hidden />}
          onClick={() => {
            onChange([...rows, empty])
          }}
        >
          {add}
        </Button>
      )}
    </fieldset>
  )
}

interface FieldProps {
  label: string
  value: string | undefined
  readOnly: boolean
  type?: 'date'
  width?: number
  onChange: (text: string) => void
}

function Field({ label, value = '', readOnly, type, width, onChange }: FieldProps): ReactNode {
  return (
    <TextInput
      label={label}
      size="xs"
      {...(type === undefined ? {} : { type })}
      {...(width === undefined ? { flex: 1 } : { w: width })}
      value={value}
      readOnly={readOnly}
      maxLength={300}
      onChange={(event) => {
        onChange(event.currentTarget.value)
      }}
    />
  )
}

export function TreatmentRows({
  name,
  label,
  data,
  readOnly,
  change,
}: DataPart & { name: 'treatments' | 'stoppedTreatments'; label: string }): ReactNode {
  return (
    <Rows<LetterTreatmentData>
      label={label}
      add="Ajouter un traitement"
      rows={data[name] ?? []}
      nameOf={(row) => row.name}
      empty={{ name: '' }}
      readOnly={readOnly}
      onChange={(rows) => {
        change({ [name]: rows, ...(name === 'treatments' && rows.length > 0 ? { noTreatment: false } : {}) })
      }}
    >
      {(row, edit) => {
        const field = (key: 'posology' | 'end') => (text: string) => {
          edit(withText(row, key, text))
        }
        return (
          <>
            <Field
              label="Médicament"
              value={row.name}
              readOnly={readOnly}
              onChange={(text) => {
                edit({ ...row, name: text })
              }}
            />
            <Field label="Posologie" value={row.posology} readOnly={readOnly} onChange={field('posology')} />
            <Field
              label="Jusqu’au"
              type="date"
              width={130}
              value={row.end}
              readOnly={readOnly}
              onChange={field('end')}
            />
          </>
        )
      }}
    </Rows>
  )
}

export function AllergyRows({ data, readOnly, change }: DataPart): ReactNode {
  return (
    <Rows<LetterAllergyData>
      label="Allergies"
      add="Ajouter une allergie"
      rows={data.allergies ?? []}
      nameOf={(row) => row.agent}
      empty={{ agent: '' }}
      readOnly={readOnly}
      onChange={(allergies) => {
        change({ allergies, ...(allergies.length > 0 ? { noKnownAllergy: false } : {}) })
      }}
    >
      {(row, edit) => (
        <>
          <Field
            label="À quoi"
            value={row.agent}
            readOnly={readOnly}
            onChange={(text) => {
              edit({ ...row, agent: text })
            }}
          />
          <Choice
            label="Genre"
            value={row.type}
            set={ADVERSE_REACTION_TYPE.codes}
            readOnly={readOnly}
            onChange={(code) => {
              edit(withText(row, 'type', code))
            }}
          />
          <Choice
            label="Sévérité"
            value={row.severity}
            set={OBSERVATION_SEVERITY.codes}
            readOnly={readOnly}
            onChange={(code) => {
              edit(withText(row, 'severity', code))
            }}
          />
        </>
      )}
    </Rows>
  )
}

export function PlanRows({ data, readOnly, change }: DataPart): ReactNode {
  return (
    <Rows<LetterPlanData>
      label="Suites"
      add="Ajouter un examen ou un rendez-vous"
      rows={data.plans ?? []}
      nameOf={(row) => row.text}
      empty={{ kind: 'appointment', text: '' }}
      readOnly={readOnly}
      onChange={(plans) => {
        change({ plans })
      }}
    >
      {(row, edit) => (
        <>
          <NativeSelect
            label="Quoi"
            size="xs"
            w={120}
            value={row.kind}
            disabled={readOnly}
            data={[
              { value: 'appointment', label: 'Rendez-vous' },
              { value: 'examination', label: 'Examen' },
            ]}
            onChange={(event) => {
              edit({ ...row, kind: event.currentTarget.value === 'examination' ? 'examination' : 'appointment' })
            }}
          />
          <Field
            label="Libellé"
            value={row.text}
            readOnly={readOnly}
            onChange={(text) => {
              edit({ ...row, text })
            }}
          />
          <Field
            label="Le"
            type="date"
            width={130}
            value={row.on}
            readOnly={readOnly}
            onChange={(day) => {
              edit(withText(row, 'on', day))
            }}
          />
        </>
      )}
    </Rows>
  )
}

function Choice({
  label,
  value = '',
  set,
  readOnly,
  onChange,
}: {
  label: string
  value: string | undefined
  set: readonly { code: string; display: string }[]
  readOnly: boolean
  onChange: (code: string) => void
}): ReactNode {
  return (
    <NativeSelect
      label={label}
      size="xs"
      w={130}
      value={value}
      disabled={readOnly}
      data={[{ value: '', label: 'Non précisé' }, ...set.map(({ code, display }) => ({ value: code, label: display }))]}
      onChange={(event) => {
        onChange(event.currentTarget.value)
      }}
    />
  )
}
