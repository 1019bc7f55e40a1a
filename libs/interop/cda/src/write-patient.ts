import type { IdentityTraits, Sex } from '@anamnese/domain-traits'
import { codeOf, J143_ADMINISTRATIVE_GENDER } from '@anamnese/domain-value-sets'
import { el, type XmlTree } from '@anamnese/interop-xml'
import { CdaError } from './cda-error'
import type { N1Patient } from './n1-document'
import { writeCode, writeContacts, writeId } from './write-values'

/** The code of an undetermined sex differs between the published list (UN) and older texts (U): it is chosen here only. */
const GENDER_CODES: Record<Sex, string> = { M: 'M', F: 'F', U: 'UN' }

/** `recordTarget`: the INS first when there is one, and then every strict trait. Throws {@link CdaError} `CDA.INS_TRAITS_INCOMPLETE`. */
export function writeRecordTarget(patient: N1Patient): XmlTree {
  const { traits, ins } = patient
  if (ins) requireStrictTraits(traits)
  return el(
    'recordTarget',
    {},
    el(
      'patientRole',
      {},
      ins && writeId({ root: ins.oid, extension: ins.matricule }),
      patient.localIds.map(writeId),
      writeContacts(patient),
      el(
        'patient',
        {},
        writeNames(traits),
        writeCode('administrativeGenderCode', codeOf(J143_ADMINISTRATIVE_GENDER, GENDER_CODES[traits.sex])),
        el('birthTime', { value: traits.birthDate.replaceAll('-', '') }),
        traits.birthPlaceCode !== undefined &&
          el('birthplace', {}, el('place', {}, el('addr', {}, el('county', {}, traits.birthPlaceCode)))),
      ),
    ),
  )
}

function writeNames(traits: IdentityTraits): XmlTree {
  return el(
    'name',
    {},
    el('family', { qualifier: 'BR' }, traits.birthName),
    traits.usedName !== undefined && el('family', { qualifier: 'CL' }, traits.usedName),
    el('given', { qualifier: 'BR' }, traits.firstBirthGivenName),
    traits.birthGivenNames !== undefined && el('given', {}, traits.birthGivenNames),
    traits.usedGivenName !== undefined && el('given', { qualifier: 'CL' }, traits.usedGivenName),
  )
}

function requireStrictTraits(traits: IdentityTraits): void {
  const missing = (
    ['birthName', 'firstBirthGivenName', 'birthGivenNames', 'birthDate', 'birthPlaceCode'] as const
  ).filter((trait) => (traits[trait] ?? '') === '')
  if (missing.length === 0 && traits.sex !== 'U') return
  throw new CdaError(
    'CDA.INS_TRAITS_INCOMPLETE',
    "L'INS ne peut pas être portée par le document : un trait strict de l'identité manque.",
    missing.join(', ') || 'sex',
  )
}
