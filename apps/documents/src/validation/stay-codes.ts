import { codeOf, J142_ENCOUNTER_TYPE } from '@anamnese/domain-value-sets'
import type { Code } from '@anamnese/domain-professional-ids'
import type { Stay } from '../projections/stay.repository'

/** From the class of a stay (PV1-2) to the kind of encounter (J142). The specifications do not give this table: it is chosen here only. */
const ENCOUNTERS: Record<Stay['patientClass'], string> = {
  E: 'EMER',
  I: 'IMP',
  O: 'EXTERNE',
  R: 'SEANCE',
  N: 'EXTERNE',
  V: 'VR',
}

export function encounterTypeOf(patientClass: Stay['patientClass']): Required<Code> {
  return codeOf(J142_ENCOUNTER_TYPE, ENCOUNTERS[patientClass])
}

/** Modes of discharge of the PMSI; PV1-36 carries the code, alone or before a destination. */
const DISCHARGE_MODES: Readonly<Record<string, string>> = {
  '0': 'Transfert provisoire pour acte',
  '4': 'Départ contre avis médical',
  '6': 'Mutation',
  '7': 'Transfert',
  '8': 'Domicile',
  '9': 'Décès',
}

export function dischargeModeOf(mode: string | undefined): { code: string; display: string } | undefined {
  const code = mode?.trim().charAt(0)
  const display = code === undefined ? undefined : DISCHARGE_MODES[code]
  return code === undefined || display === undefined ? undefined : { code, display }
}
