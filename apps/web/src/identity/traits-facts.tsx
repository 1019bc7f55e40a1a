import type { PatientSummary } from '@anamnese/contracts'
import { formatMatricule } from '@anamnese/domain-ins'
import type { ReactNode } from 'react'
import { formatCivil } from '../format/dates'
import { formatSex } from '../format/identity'
import { Facts } from '../ui/facts'

/** Every trait of an identity with its label. */
export function TraitsFacts({ patient }: { patient: PatientSummary }): ReactNode {
  const { traits, ins } = patient
  return (
    <Facts
      facts={[
        { label: 'Nom de naissance', value: traits.birthName },
        { label: '1er prénom de naissance', value: traits.firstBirthGivenName },
        { label: 'Prénoms de naissance', value: traits.birthGivenNames ?? '—' },
        { label: 'Né(e) le', value: formatCivil(traits.birthDate) },
        { label: 'Sexe', value: formatSex(traits.sex) },
        { label: 'Code du lieu de naissance', value: traits.birthPlaceCode ?? '—' },
        { label: 'Nom utilisé', value: traits.usedName ?? '—' },
        { label: 'Prénom utilisé', value: traits.usedGivenName ?? '—' },
        ...(ins === undefined
          ? []
          : [
              { label: `Matricule INS (${ins.nature})`, value: formatMatricule(ins.matricule) },
              { label: 'OID de l’INS', value: ins.oid },
            ]),
        {
          label: 'IPP',
          value: patient.ipps.map((ipp) => `${ipp.value} (${ipp.authority.namespace})`).join(', ') || '—',
        },
      ]}
    />
  )
}
