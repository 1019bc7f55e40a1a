import {
  CDA_CONFIDENTIALITY,
  HL7_CONFIDENTIALITY,
  J11_PATIENT_RELATION,
  J141_ROLE_CLASS,
  J144_PARTICIPATION,
  J01_AUTHOR_SPECIALTY,
  J02_FACILITY_TYPE,
  J04_PRACTICE_SETTING,
  J07_DOCUMENT_TYPE,
  J140_ENCOUNTER_PARTICIPATION,
  J142_ENCOUNTER_TYPE,
  J143_ADMINISTRATIVE_GENDER,
  J245_CIVILITY,
  J246_TITLE,
  J47_FUNCTION,
  type ValueSet,
} from '@anamnese/domain-value-sets'
import { attributeOf, childrenOf, textOf, type XmlElement } from '@anamnese/interop-xml'
import { HL7_V3, OID_DISCHARGE_MODES } from '../oids'
import { elementsAt, type CheckContext } from './finding'

interface CodeRule {
  path: string
  set: ValueSet
  severity?: 'warning'
  /** false where only the code itself is required */
  labelled?: false
}

const ENCOUNTER = 'componentOf/encompassingEncounter'
const PERFORMER = 'documentationOf/serviceEvent/performer/assignedEntity'

/** Roles of people in the header: profession (J01), civility before the name (J245), title after it (J246), practice setting (J04). */
const ROLES: readonly [path: string, person: string, organization: string][] = [
  ['author/assignedAuthor', 'assignedPerson', 'representedOrganization'],
  ['informant/assignedEntity', 'assignedPerson', 'representedOrganization'],
  ['informationRecipient/intendedRecipient', 'informationRecipient', 'receivedOrganization'],
  ['legalAuthenticator/assignedEntity', 'assignedPerson', 'representedOrganization'],
  ['authenticator/assignedEntity', 'assignedPerson', 'representedOrganization'],
  ['participant/associatedEntity', 'associatedPerson', 'scopingOrganization'],
  [PERFORMER, 'assignedPerson', 'representedOrganization'],
  [`${ENCOUNTER}/responsibleParty/assignedEntity`, 'assignedPerson', 'representedOrganization'],
  [`${ENCOUNTER}/encounterParticipant/assignedEntity`, 'assignedPerson', 'representedOrganization'],
]

/** Where a code must come from a value set. A warning is where documents of an older version of the rules differ. */
const RULES: readonly CodeRule[] = [
  { path: 'code', set: J07_DOCUMENT_TYPE },
  { path: 'confidentialityCode', set: HL7_CONFIDENTIALITY },
  { path: 'confidentialityCode', set: CDA_CONFIDENTIALITY, severity: 'warning' },
  {
    path: 'recordTarget/patientRole/patient/administrativeGenderCode',
    set: J143_ADMINISTRATIVE_GENDER,
    labelled: false,
  },
  { path: 'author/functionCode', set: J47_FUNCTION, labelled: false },
  { path: 'participant/functionCode', set: J47_FUNCTION, labelled: false },
  { path: 'informant/relatedEntity/code', set: J11_PATIENT_RELATION },
  { path: `${ENCOUNTER}/code`, set: J142_ENCOUNTER_TYPE },
  { path: `${ENCOUNTER}/location/healthCareFacility/code`, set: J02_FACILITY_TYPE },
  ...ROLES.flatMap(([path, , organization]): CodeRule[] => [
    { path: `${path}/code`, set: J01_AUTHOR_SPECIALTY },
    { path: `${path}/${organization}/standardIndustryClassCode`, set: J04_PRACTICE_SETTING },
  ]),
]

/** Attributes whose value is a code of a list. */
const ATTRIBUTES: readonly [path: string, attribute: string, list: string, codes: readonly string[]][] = [
  ['participant', 'typeCode', 'J144', codesOf(J144_PARTICIPATION)],
  ['participant/associatedEntity', 'classCode', 'J141', codesOf(J141_ROLE_CLASS)],
  [`${ENCOUNTER}/encounterParticipant`, 'typeCode', 'J140', codesOf(J140_ENCOUNTER_PARTICIPATION)],
  ['informant/relatedEntity', 'classCode', 'RELATED', ['ECON', 'NOK', 'CON', 'CAREGIVER', 'PAT']],
]

export function checkCodes(context: CheckContext): void {
  const { document, report } = context
  for (const rule of RULES) {
    for (const element of elementsAt(document, rule.path)) checkCode(context, element, rule)
  }
  for (const [path, attribute, list, codes] of ATTRIBUTES) {
    for (const element of elementsAt(document, path)) {
      if (codes.includes(attributeOf(element, attribute) ?? '')) continue
      report(
        'error',
        `CDA.VALUE_SET.${list}`,
        element,
        `L'attribut ${attribute} doit être l'un de : ${codes.join(', ')}.`,
      )
    }
  }
  for (const element of elementsAt(document, `${ENCOUNTER}/dischargeDispositionCode`)) checkDischarge(context, element)
  for (const [path, person] of ROLES) checkTitles(context, `${path}/${person}/name`)
}

function codesOf(set: ValueSet): string[] {
  return set.codes.map((entry) => entry.code)
}

function checkDischarge(context: CheckContext, element: XmlElement): void {
  if (attributeOf(element, 'nullFlavor') !== undefined) return
  requireAttributes(context, element, ['code', 'displayName'])
  if (attributeOf(element, 'codeSystem') !== OID_DISCHARGE_MODES) {
    context.report('error', 'CDA.CODE', element, `Le mode de sortie est codé dans ${OID_DISCHARGE_MODES}.`)
  }
}

function checkCode(context: CheckContext, element: XmlElement, { set, severity, labelled }: CodeRule): void {
  if (attributeOf(element, 'nullFlavor') !== undefined) return
  requireAttributes(context, element, labelled === false ? ['code'] : ['code', 'codeSystem', 'displayName'])
  const code = attributeOf(element, 'code')
  if (code === undefined) return
  const system = attributeOf(element, 'codeSystem') ?? ''
  if (context.valueSets.membership(set.oid, { code, system }) !== 'absent') return
  const message = `Le code n'est pas dans le jeu de valeurs ${set.name} (${set.oid}).`
  context.report(severity ?? 'error', `CDA.VALUE_SET.${set.name}`, element, message)
}

function requireAttributes({ report }: CheckContext, element: XmlElement, names: readonly string[]): void {
  const missing = names.filter((name) => attributeOf(element, name) === undefined)
  if (missing.length > 0) report('error', 'CDA.CODE', element, `Il manque l'attribut ${missing.join(', ')}.`)
}

function checkTitles({ document, report }: CheckContext, path: string): void {
  for (const name of elementsAt(document, path)) {
    for (const [part, set] of [
      ['prefix', J245_CIVILITY],
      ['suffix', J246_TITLE],
    ] as const) {
      for (const element of childrenOf(name, part, HL7_V3)) {
        if (codesOf(set).includes(textOf(element) ?? '')) continue
        const message = `La valeur n'est pas dans le jeu de valeurs ${set.name} : ${codesOf(set).join(', ')}.`
        report('error', `CDA.VALUE_SET.${set.name}`, element, message)
      }
    }
  }
}
