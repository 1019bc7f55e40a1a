import { INS_OIDS } from '@anamnese/domain-ins'

/** Namespaces and identifiers of CDA R2 and of the CI-SIS header (volet Structuration minimale). */
export const HL7_V3 = 'urn:hl7-org:v3'
export const SDTC = 'urn:hl7-org:sdtc'
export const XSI = 'http://www.w3.org/2001/XMLSchema-instance'

export const TEMPLATE_HL7_FRANCE = '2.16.840.1.113883.2.8.2.1'
export const TEMPLATE_CI_SIS = '1.2.250.1.213.1.1.1.1'
/** takes the place of the model's template when the body is not structured */
export const TEMPLATE_UNSTRUCTURED = '1.3.6.1.4.1.19376.1.2.20'

/** professionals, by PS_IdNat */
export const OID_PROFESSIONALS = '1.2.250.1.71.4.2.1'
/** structures, by Struct_IdNat */
export const OID_STRUCTURES = '1.2.250.1.71.4.2.2'
/** the DMP itself, custodian of what patients put there */
export const OID_DMP = '1.2.250.1.213.4.1'
/** PMSI discharge modes */
export const OID_DISCHARGE_MODES = '1.2.250.1.213.2.14'

/** Assigning authorities of an INS: NIR, NIA, test, demonstration. Any of them makes the strict traits mandatory. */
export const INS_ROOTS: readonly string[] = INS_OIDS.map((authority) => authority.oid)
