import { insOid, isValidMatricule, type Ins } from '@anamnese/domain-ins'
import { isCivilDate, type IdentityTraits } from '@anamnese/domain-traits'
import { DatamatrixError } from './datamatrix-error'
import { FIELD_IDS, FIELDS, GS, HEADER, type FieldId } from './format'

/**
 * The character string of the INS datamatrix of a qualified identity: header, fields S1 to S7, GS after a variable field that is neither
 * full nor last. Throws {@link DatamatrixError} when a strict trait is missing or out of the format.
 */
export function encodeInsDatamatrix(ins: Ins, traits: IdentityTraits): string {
  if (!insOid(ins.oid) || !isValidMatricule(ins.matricule)) throw fieldError('S1')
  if (!isCivilDate(traits.birthDate)) throw fieldError('S6')
  const [year = '', month = '', day = ''] = traits.birthDate.split('-')
  const values: Record<FieldId, string | undefined> = {
    S1: ins.matricule,
    S2: ins.oid,
    S3: traits.birthGivenNames,
    S4: traits.birthName,
    S5: traits.sex,
    S6: `${day}-${month}-${year}`,
    S7: traits.birthPlaceCode,
  }
  const present = FIELD_IDS.filter((id) => id !== 'S7' || values.S7 !== undefined)
  return HEADER + present.map((id, index) => block(id, values[id], index === present.length - 1)).join('')
}

function block(id: FieldId, value: string | undefined, last: boolean): string {
  const { maxLength, fixed, pattern } = FIELDS[id]
  if (value === undefined || value.length > maxLength || !pattern.test(value)) throw fieldError(id)
  return id + value + (!fixed && !last && value.length < maxLength ? GS : '')
}

function fieldError(id: FieldId): DatamatrixError {
  return new DatamatrixError(
    'DATAMATRIX.FIELD',
    `Le datamatrix INS ne peut pas être produit : ${FIELDS[id].label} absent ou non conforme.`,
    id,
  )
}
