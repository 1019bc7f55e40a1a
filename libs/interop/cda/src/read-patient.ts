import type { Sex } from '@anamnese/domain-traits'
import { attributeOf, childOf, childrenOf, descend, textOf, type XmlElement } from '@anamnese/interop-xml'
import { INS_ROOTS } from './oids'
import { known, readAddress, readIds, readTelecoms, readTime } from './read-values'
import type { CdaPatient } from './types'

/** `recordTarget`: identifiers, names by qualifier, sex, birth (volet Structuration minimale, RNIV names). */
export function readPatient(document: XmlElement): CdaPatient {
  const role = descend(document, 'recordTarget', 'patientRole')
  if (!role) return { ids: [], localIds: [], telecoms: [] }
  const ids = readIds(role)
  const ins = ids.find((id) => INS_ROOTS.includes(id.root) && id.extension !== undefined)
  const patient = childOf(role, 'patient')
  return known<CdaPatient>({
    ids,
    ins: ins && { matricule: ins.extension ?? '', oid: ins.root },
    localIds: ids.filter((id) => id !== ins),
    ...readNames(childOf(patient, 'name')),
    sex: sexOf(attributeOf(childOf(patient, 'administrativeGenderCode'), 'code')),
    birthDate: civilDateOf(readTime(childOf(patient, 'birthTime'))),
    birthPlaceCode: textOf(descend(patient, 'birthplace', 'place', 'addr', 'county')),
    birthPlaceName: textOf(descend(patient, 'birthplace', 'place', 'addr', 'city')),
    deceasedTime: readTime(childOf(patient, 'deceasedTime')),
    telecoms: readTelecoms(role),
    address: readAddress(role),
  })
}

type Names = Pick<CdaPatient, 'birthName' | 'usedName' | 'firstBirthGivenName' | 'birthGivenNames' | 'usedGivenName'>

function readNames(name: XmlElement | undefined): Names {
  const part = (element: string, qualifier: string | undefined): string | undefined => {
    const found = name && childrenOf(name, element).find((each) => attributeOf(each, 'qualifier') === qualifier)
    return textOf(found)
  }
  // Before the RNIV a used name was qualified SP, and a name could have no qualifier at all.
  return known<Names>({
    birthName: part('family', 'BR') ?? part('family', undefined),
    usedName: part('family', 'CL') ?? part('family', 'SP'),
    firstBirthGivenName: part('given', 'BR') ?? part('given', undefined)?.split(' ')[0],
    birthGivenNames: part('given', undefined),
    usedGivenName: part('given', 'CL'),
  })
}

function sexOf(code: string | undefined): Sex | undefined {
  if (code === undefined) return undefined
  return code === 'M' || code === 'F' ? code : 'U'
}

function civilDateOf(time: string | undefined): string | undefined {
  const [, year, month, day] = /^(\d{4})(\d{2})?(\d{2})?/.exec(time ?? '') ?? []
  return year === undefined ? undefined : [year, month, day].filter((part) => part !== undefined).join('-')
}
