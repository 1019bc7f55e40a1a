import type { Code } from '@anamnese/domain-professional-ids'
import { codeOf, J59_CONTENT_TYPE } from '@anamnese/domain-value-sets'

/** Content type of a submission set by the class of the stay, PV1-2 (volet CDA en HL7v2 2.1, mapping XDS). */
const BY_PATIENT_CLASS: Readonly<Record<string, string>> = { I: '03', O: '07', R: '19', N: '97', E: '07' }

export function contentTypeOf(patientClass: string | undefined): Required<Code> {
  return codeOf(J59_CONTENT_TYPE, BY_PATIENT_CLASS[patientClass ?? ''] ?? '97')
}
