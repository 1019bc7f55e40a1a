import type { Code } from '@anamnese/domain-professional-ids'
import {
  classOfType,
  codeOf,
  findCode,
  formatOfMediaType,
  formatOfTemplates,
  J02_FACILITY_TYPE,
  J04_PRACTICE_SETTING,
  J07_DOCUMENT_TYPE,
  J08_CONFIDENTIALITY,
  type ValueSet,
} from '@anamnese/domain-value-sets'
import type { CdaHeader } from '@anamnese/interop-cda'
import { XdsError } from './xds-error'

/** Who may not see a document, as the volet CDA-in-HL7 and the DMP have it. */
export interface VisibilityFlags {
  maskedFromProfessionals?: boolean
  invisibleToPatient?: boolean
  invisibleToRepresentatives?: boolean
}

/** A code with the label of the value set, its own, or else the code itself: XDS wants a name for each. */
export function labelled(code: Code, set: ValueSet): Required<Code> {
  const display = findCode(set, code.code, code.system)?.display ?? code.display ?? code.code
  return { code: code.code, system: code.system, display }
}

/**
 * The codes that XDS takes from a CDA header.
 *
 * @throws XdsError when one is missing, or when the DMP takes no document of this type
 */
export function codesOf(header: CdaHeader, practiceSetting: Code | undefined): DocumentCodes {
  const classCode = classOfType(header.code.code)
  if (classCode === undefined)
    throw new XdsError(
      'XDS.TYPE_NOT_ACCEPTED',
      `Le type de document ${header.code.code} n’a pas de classe dans le DMP.`,
      'typeCode',
    )
  const facility = header.encounter?.facility?.code
  if (facility === undefined) throw missing('healthcareFacilityTypeCode', 'le type d’établissement')
  if (practiceSetting === undefined) throw missing('practiceSettingCode', 'le cadre d’exercice')
  return {
    classCode,
    typeCode: labelled(header.code, J07_DOCUMENT_TYPE),
    formatCode: formatCode(header),
    facilityType: labelled(facility, J02_FACILITY_TYPE),
    practiceSetting: labelled(practiceSetting, J04_PRACTICE_SETTING),
  }
}

export interface DocumentCodes {
  classCode: Required<Code>
  typeCode: Required<Code>
  formatCode: Required<Code>
  facilityType: Required<Code>
  practiceSetting: Required<Code>
}

/** ASS_A12 by media type for an N1 document, ASS_A11 by template for an N3 document. */
function formatCode({ body, templateIds }: CdaHeader): Required<Code> {
  if (body.level !== 'N1') return formatOfTemplates(templateIds.map(({ root }) => root))
  const format = formatOfMediaType(body.mediaType)
  if (format === undefined)
    throw new XdsError(
      'XDS.METADATA_INVALID',
      `Le corps du document est d’un type qui n’est pas accepté : ${body.mediaType}.`,
      'formatCode',
    )
  return format
}

/** The confidentiality of the document first, then the flags of the order. */
export function confidentialityCodes(header: CdaHeader, flags: VisibilityFlags): Required<Code>[] {
  const own = labelled(header.confidentiality ?? NORMAL, J08_CONFIDENTIALITY)
  const flagged = [
    flags.maskedFromProfessionals === true && 'MASQUE_PS',
    flags.invisibleToPatient === true && 'INVISIBLE_PATIENT',
    flags.invisibleToRepresentatives === true && 'INVISIBLE_REPRESENTANTS_LEGAUX',
  ].filter((code) => code !== false)
  return [own, ...flagged.map((code) => codeOf(J08_CONFIDENTIALITY, code))]
}

const NORMAL: Code = { code: 'N', system: '2.16.840.1.113883.5.25' }

/** Says which information of the document is missing. */
export function missing(metadata: string, what: string): XdsError {
  return new XdsError('XDS.METADATA_MISSING', `Le document ne donne pas ${what}, que le DMP exige.`, metadata)
}
