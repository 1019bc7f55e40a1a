import type { BirthDatePrecision } from '@anamnese/contracts'
import type { Sex } from '@anamnese/domain-traits'
import { Group, NativeSelect, Stack, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { parseFrenchDate } from '../../format/dates'
import { PlaceField } from './place-field'
import type { TraitsDraft } from './traits-draft'

const SEXES: readonly { value: Sex | ''; label: string }[] = [
  { value: '', label: 'Choisir…' },
  { value: 'F', label: 'Féminin' },
  { value: 'M', label: 'Masculin' },
  { value: 'U', label: 'Indéterminé' },
]

const PRECISIONS: readonly { value: BirthDatePrecision | ''; label: string }[] = [
  { value: '', label: 'Date entièrement connue' },
  { value: 'day-unknown', label: 'Jour inconnu : 01/mm/aaaa' },
  { value: 'month-unknown', label: 'Mois inconnu : jj/01/aaaa' },
  { value: 'day-and-month-unknown', label: 'Jour et mois inconnus : 31/12/aaaa' },
  { value: 'year-estimated', label: 'Année estimée' },
]

type Text = Exclude<keyof TraitsDraft, 'precision' | 'sex' | 'birthPlaceCode'>

/** Every trait of an identity with its label (INS/va1.01, INS/va1.36); the strict ones can be closed to who may not change them. */
export function TraitsFields({
  draft,
  change,
  strictClosed = false,
}: {
  draft: TraitsDraft
  change: (part: Partial<TraitsDraft>) => void
  strictClosed?: boolean
}): ReactNode {
  const text = (name: Text) => ({
    value: draft[name],
    onChange: (event: { currentTarget: HTMLInputElement }) => {
      change({ [name]: event.currentTarget.value })
    },
  })
  const strict = (name: Text) => ({ ...text(name), disabled: strictClosed })
  return (
    <Stack gap="sm">
      <Group gap="sm" grow align="flex-start">
        <TextInput label="Nom de naissance" required maxLength={200} {...strict('birthName')} />
        <TextInput label="1er prénom de naissance" required maxLength={200} {...strict('firstBirthGivenName')} />
      </Group>
      <TextInput
        label="Prénom(s) de naissance"
        description="La liste telle que la pièce la donne, séparée par des espaces"
        maxLength={200}
        {...strict('birthGivenNames')}
      />
      <Group gap="sm" grow align="flex-start">
        <TextInput
          label="Date de naissance"
          placeholder="jj/mm/aaaa"
          inputMode="numeric"
          required
          {...strict('birthDate')}
        />
        <NativeSelect
          label="Précision de la date"
          data={[...PRECISIONS]}
          value={draft.precision}
          disabled={strictClosed}
          onChange={(event) => {
            change({ precision: event.currentTarget.value as TraitsDraft['precision'] })
          }}
        />
        <NativeSelect
          label="Sexe"
          required
          data={[...SEXES]}
          value={draft.sex}
          disabled={strictClosed}
          onChange={(event) => {
            change({ sex: event.currentTarget.value as TraitsDraft['sex'] })
          }}
        />
      </Group>
      {strictClosed ? null : (
        <PlaceField
          code={draft.birthPlaceCode}
          birthDate={parseFrenchDate(draft.birthDate)}
          onChange={(birthPlaceCode) => {
            change({ birthPlaceCode })
          }}
        />
      )}
      <Group gap="sm" grow align="flex-start">
        <TextInput label="Nom utilisé" maxLength={200} {...text('usedName')} />
        <TextInput label="Prénom utilisé" maxLength={200} {...text('usedGivenName')} />
      </Group>
      <Group gap="sm" grow align="flex-start">
        <TextInput label="Adresse" maxLength={200} {...text('street')} />
        <TextInput label="Code postal" maxLength={12} {...text('postalCode')} />
        <TextInput label="Ville" maxLength={100} {...text('city')} />
      </Group>
      <Group gap="sm" grow align="flex-start">
        <TextInput label="Téléphone" maxLength={40} {...text('phone')} />
        <TextInput label="Courriel" maxLength={200} {...text('email')} />
        <TextInput
          label="Date lunaire de l’Assurance maladie"
          placeholder="aaaa-mm-jj"
          maxLength={10}
          {...text('lunarDate')}
        />
      </Group>
    </Stack>
  )
}
