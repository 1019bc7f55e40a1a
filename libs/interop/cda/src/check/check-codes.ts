import {
  CDA_CONFIDENTIALITY,
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
  set?: ValueSet
  severity?: 'warning'
  /** false where only the code itself is required */
  labelled?: false
}

const ENCOUNTER = 'componentOf/encompassingEncounter'
const PERFORMER = 'documentationOf/serviceEvent/performer/assignedEntity'

/** Where a code must come from a value set. Warnings are where published samples or the specifications themselves differ. */
const RULES: readonly CodeRule[] = [
  { path: 'code', set: J07_DOCUMENT_TYPE },
  { path: 'confidentialityCode', set: CDA_CONFIDENTIALITY, severity: 'warning' },
  {
    path: 'recordTarget/patientRole/patient/administrativeGenderCode',
    set: J143_ADMINISTRATIVE_GENDER,
    labelled: false,
  },
  { path: 'author/functionCode', set: J47_FUNCTION, labelled: false },
  { path: 'author/assignedAuthor/code', set: J01_AUTHOR_SPECIALTY },
  { path: 'author/assignedAuthor/representedOrganization/standardIndustryClassCode', set: J04_PRACTICE_SETTING },
  { path: 'legalAuthenticator/assignedEntity/code', set: J01_AUTHOR_SPECIALTY },
  { path: `${PERFORMER}/code`, set: J01_AUTHOR_SPECIALTY },
  { path: `${PERFORMER}/representedOrganization/standardIndustryClassCode`, set: J04_PRACTICE_SETTING },
  { path: `${ENCOUNTER}/code`, set: J142_ENCOUNTER_TYPE, severity: 'warning' },
  { path: `${ENCOUNTER}/location/healthCareFacility/code`, set: J02_FACILITY_TYPE },
  { path: `${ENCOUNTER}/dischargeDispositionCode` },
]

/** Roles whose name has a civility before (J245) and a title after (J246). */
const NAMED_ROLES = ['author/assignedAuthor', 'legalAuthenticator/assignedEntity', PERFORMER]

export function checkCodes(context: CheckContext): void {
  for (const rule of RULES) {
    for (const element of elementsAt(context.document, rule.path)) checkCode(context, element, rule)
  }
  for (const element of elementsAt(context.document, `${ENCOUNTER}/dischargeDispositionCode`)) {
    if (
      attributeOf(element, 'nullFlavor') === undefined &&
      attributeOf(element, 'codeSystem') !== OID_DISCHARGE_MODES
    ) {
      context.report('error', 'CDA.CODE', element, `Le mode de sortie est codé dans ${OID_DISCHARGE_MODES}.`)
    }
  }
  for (const element of elementsAt(context.document, `${ENCOUNTER}/encounterParticipant`)) {
    const code = attributeOf(element, 'typeCode')
    if (!J140_ENCOUNTER_PARTICIPATION.codes.some((entry) => entry.code === code)) {
      context.report(
        'error',
        'CDA.VALUE_SET.J140',
        element,
        "Le rôle dans la prise en charge n'est pas dans le jeu de valeurs J140.",
      )
    }
  }
  for (const role of NAMED_ROLES) checkTitles(context, role)
}

function checkCode(
  { report, valueSets }: CheckContext,
  element: XmlElement,
  { set, severity, labelled }: CodeRule,
): void {
  if (attributeOf(element, 'nullFlavor') !== undefined) return
  const required = labelled === false ? ['code'] : ['code', 'codeSystem', 'displayName']
  const missing = required.filter((name) => attributeOf(element, name) === undefined)
  if (missing.length > 0) report('error', 'CDA.CODE', element, `Il manque l'attribut ${missing.join(', ')}.`)
  const code = attributeOf(element, 'code')
  if (!set || code === undefined) return
  const system = attributeOf(element, 'codeSystem') ?? ''
  if (valueSets.membership(set.oid, { code, system }) === 'absent') {
    report(
      severity ?? 'error',
      `CDA.VALUE_SET.${set.name}`,
      element,
      `Le code n'est pas dans le jeu de valeurs ${set.name} (${set.oid}).`,
    )
  }
}

function checkTitles({ document, report }: CheckContext, role: string): void {
  for (const name of elementsAt(document, `${role}/assignedPerson/name`)) {
    for (const [part, set] of [
      ['prefix', J245_CIVILITY],
      ['suffix', J246_TITLE],
    ] as const) {
      for (const element of childrenOf(name, part, HL7_V3)) {
        const known = set.codes.some((entry) => entry.code === textOf(element))
        if (!known)
          report(
            'warning',
            `CDA.VALUE_SET.${set.name}`,
            element,
            `La valeur n'est pas dans le jeu de valeurs ${set.name}.`,
          )
      }
    }
  }
}
