import type { LetterView } from '@anamnese/contracts'
import { NativeSelect, Stack, Switch } from '@mantine/core'
import type { ReactNode } from 'react'
import { CONFIDENTIALITY_WORDS, confidentialityFrom } from '../format/confidentiality'
import { Panel } from '../ui/page'
import type { LetterEdits } from './letter-state'

type Option = 'blockDmp' | 'maskedToProfessionals' | 'invisibleToPatient' | 'invisibleToRepresentatives'

const OPTIONS: readonly { name: Option; label: string; description: string }[] = [
  {
    name: 'blockDmp',
    label: 'Ne pas envoyer ce document au DMP',
    description: 'Pour ce document seulement, par un acte délibéré : la prochaine lettre sera de nouveau envoyée.',
  },
  {
    name: 'maskedToProfessionals',
    label: 'Masquer aux professionnels dans le DMP',
    description: 'Seuls son auteur, le patient et son médecin traitant désigné pourront la lire dans le DMP.',
  },
  {
    name: 'invisibleToPatient',
    label: 'Rendre invisible au patient dans le DMP',
    description: 'En attente d’une annonce au patient : il la verra quand un professionnel la rendra visible.',
  },
  {
    name: 'invisibleToRepresentatives',
    label: 'Rendre invisible aux représentants légaux',
    description: 'Pour un mineur qui demande le secret de ce soin.',
  },
]

/** Choices that restrict who will see the document. None is remembered from one letter to the next (DMP/ALI/PROG.03). */
export function LetterOptions({
  letter,
  readOnly,
  onChange,
}: {
  letter: LetterView
  readOnly: boolean
  onChange: (edits: LetterEdits) => void
}): ReactNode {
  return (
    <Panel title="Confidentialité, DMP et visibilité">
      <Stack gap="xs">
        <NativeSelect
          label="Confidentialité du document"
          description="Portée par le document lui-même. Seuls les documents de confidentialité normale vont au DMP."
          data={Object.entries(CONFIDENTIALITY_WORDS).map(([value, label]) => ({ value, label }))}
          value={letter.confidentiality}
          disabled={readOnly}
          onChange={(event) => {
            onChange({ confidentiality: confidentialityFrom(event.currentTarget.value) })
          }}
        />
        {OPTIONS.map((option) => (
          <Switch
            key={option.name}
            label={option.label}
            description={option.description}
            checked={letter[option.name]}
            disabled={readOnly}
            onChange={(event) => {
              onChange({ [option.name]: event.currentTarget.checked })
            }}
          />
        ))}
      </Stack>
    </Panel>
  )
}
