import type { CdaHeader } from '@anamnese/interop-cda'
import {
  components,
  repetitions,
  subcomponents,
  toTimestamp,
  type Hl7Fields,
  type Hl7Value,
} from '@anamnese/interop-hl7v2'
import type { VisitInput } from './build-input'
import { INS_AUTHORITIES } from './codes'

/**
 * PID made from the CDA, so that PID-3 names the same identifiers as recordTarget (volet 2.1). A document carries an INS only when the
 * identity is qualified: PID-32 then says VALI.
 */
export function pidFields(
  header: CdaHeader,
  visit: VisitInput,
  authorityNames: Readonly<Record<string, string>> = {},
): Hl7Fields {
  const { patient } = header
  const identifiers = patient.ids.map(({ root, extension }) => {
    const ins = INS_AUTHORITIES[root]
    const authority = subcomponents(ins ?? authorityNames[root], root, 'ISO')
    return components(extension, undefined, undefined, authority, ins === undefined ? 'PI' : 'INS')
  })
  const legalName = components(
    patient.birthName,
    patient.firstBirthGivenName,
    patient.birthGivenNames,
    undefined,
    undefined,
    undefined,
    'L',
  )
  const usedName: Hl7Value[] =
    patient.usedName === undefined
      ? []
      : [components(patient.usedName, patient.usedGivenName, undefined, undefined, undefined, undefined, 'D')]
  const birthPlace =
    patient.birthPlaceCode === undefined
      ? undefined
      : components(...Array<undefined>(6), 'BDL', undefined, patient.birthPlaceCode)
  return {
    3: repetitions(...identifiers),
    5: repetitions(legalName, ...usedName),
    7: patient.birthDate?.replaceAll('-', ''),
    8: patient.sex,
    11: birthPlace,
    18: stayIdentifier(visit.accountNumber, visit, 'AN'),
    32: patient.ins === undefined ? undefined : 'VALI',
  }
}

export function pv1Fields(visit: VisitInput, zone?: string): Hl7Fields {
  return {
    1: '1',
    2: visit.patientClass,
    3: visit.unit,
    19: stayIdentifier(visit.number, visit, 'VN'),
    44: visit.admittedAt && toTimestamp(visit.admittedAt, zone),
    45: visit.dischargedAt && toTimestamp(visit.dischargedAt, zone),
  }
}

function stayIdentifier(value: string | undefined, visit: VisitInput, type: string): Hl7Value {
  if (value === undefined) return undefined
  const { namespace, universalId, universalIdType } = visit.numberAuthority ?? {}
  return components(value, undefined, undefined, subcomponents(namespace, universalId, universalIdType), type)
}
