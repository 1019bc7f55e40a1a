import { IDENTITY_PROOFS } from '@anamnese/domain-ins'
import { NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'

/** Which document the traits were checked on; none is chosen for the person (RNIV EXI SI 10). */
export function ProofSelect({
  value,
  onChange,
  description,
}: {
  value: string
  onChange: (code: string) => void
  description?: string
}): ReactNode {
  return (
    <NativeSelect
      label="Pièce d’identité contrôlée"
      {...(description === undefined ? {} : { description })}
      data={[
        { value: '', label: 'Aucune' },
        ...IDENTITY_PROOFS.map((proof) => ({ value: proof.code, label: proof.label })),
      ]}
      value={value}
      onChange={(event) => {
        onChange(event.currentTarget.value)
      }}
    />
  )
}
