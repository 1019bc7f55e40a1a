import { attributeOf, childOf, childrenOf, descend, textOf, type XmlElement } from '@anamnese/interop-xml'
import { HL7_V3, TEMPLATE_CI_SIS, TEMPLATE_HL7_FRANCE, TEMPLATE_UNSTRUCTURED, XSI } from '../oids'
import { isOid } from '../write-values'
import type { CheckContext } from './finding'

const UUID = /^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/

/** What the document is: fixed values, templates, identifiers, version. */
export function checkIdentification(context: CheckContext): void {
  const { document, report } = context
  checkFixed(context, 'realmCode', 'code', 'FR')
  checkFixed(context, 'typeId', 'root', '2.16.840.1.113883.1.3')
  checkFixed(context, 'typeId', 'extension', 'POCD_HD000040')
  checkTemplates(context)
  checkId(context, 'id')
  checkId(context, 'setId')
  checkVersion(context)
  const title = childOf(document, 'title', HL7_V3)
  if (title && (textOf(title)?.length ?? 0) > 128) {
    report('error', 'CDA.TITLE', title, 'Le titre dépasse 128 caractères.')
  }
  const language = childOf(document, 'languageCode', HL7_V3)
  if (language && !/^[a-z]{2}-[A-Z]{2}$/.test(attributeOf(language, 'code') ?? '')) {
    report('error', 'CDA.LANGUAGE', language, 'Le code de langue doit avoir la forme « fr-FR ».')
  }
  if (document.hasAttributeNS(XSI, 'schemaLocation')) {
    report('warning', 'CDA.SCHEMA_LOCATION', document, "L'attribut xsi:schemaLocation ne doit pas être présent.")
  }
}

function checkFixed({ document, report }: CheckContext, name: string, attribute: string, value: string): void {
  const element = childOf(document, name, HL7_V3)
  if (element && attributeOf(element, attribute) !== value) {
    report('error', 'CDA.FIXED_VALUE', element, `L'attribut ${attribute} doit valoir « ${value} ».`)
  }
}

function checkTemplates({ document, report }: CheckContext): void {
  const roots = childrenOf(document, 'templateId', HL7_V3).map((element) => attributeOf(element, 'root'))
  for (const root of [TEMPLATE_HL7_FRANCE, TEMPLATE_CI_SIS]) {
    const count = roots.filter((candidate) => candidate === root).length
    if (count !== 1) report('error', 'CDA.TEMPLATE', document, `Le templateId ${root} doit être présent une fois.`)
  }
  if (!descend(document, 'component', 'nonXMLBody')) return
  if (!roots.includes(TEMPLATE_UNSTRUCTURED)) {
    report(
      'error',
      'CDA.TEMPLATE_N1',
      document,
      `Un document non structuré porte le templateId ${TEMPLATE_UNSTRUCTURED}.`,
    )
  } else if (roots.length > 3) {
    report(
      'error',
      'CDA.TEMPLATE_N1',
      document,
      "Un document non structuré n'a pas d'autre templateId que les trois prévus.",
    )
  }
}

function checkId({ document, report }: CheckContext, name: string): void {
  const element = childOf(document, name, HL7_V3)
  const root = attributeOf(element, 'root')
  if (!element || attributeOf(element, 'nullFlavor') !== undefined) return
  if (root === undefined) report('error', 'CDA.ID', element, "L'attribut root doit être présent.")
  else if (!isOid(root) && !UUID.test(root)) report('error', 'CDA.ID', element, "L'identifiant n'est pas un OID.")
  else if (!isOid(root)) report('warning', 'CDA.ID', element, "L'identifiant est un UUID, le CI-SIS attend un OID.")
  if (attributeOf(element, 'extension') !== undefined) {
    report('warning', 'CDA.ID_EXTENSION', element, 'Le DMP refuse un identifiant de document qui a une extension.')
  }
}

function checkVersion({ document, report }: CheckContext): void {
  const element = childOf(document, 'versionNumber', HL7_V3)
  const value = attributeOf(element, 'value') ?? ''
  const version = /^[1-9]\d{0,8}$/.test(value) ? Number(value) : undefined
  if (element && version === undefined) {
    report('error', 'CDA.VERSION', element, 'Le numéro de version doit être un entier positif.')
  }
  const related = childrenOf(document, 'relatedDocument', HL7_V3)
  for (const relation of related) checkRelation(document, relation, report)
  const replaces = related.some((relation) => attributeOf(relation, 'typeCode') === 'RPLC')
  if (element && version !== undefined && version > 1 !== replaces) {
    const message = replaces
      ? 'Un document qui en remplace un autre a un numéro de version supérieur à 1.'
      : "Une version supérieure à 1 cite le document qu'elle remplace (relatedDocument RPLC)."
    report('warning', 'CDA.VERSION', element, message)
  }
}

function checkRelation(document: XmlElement, relation: XmlElement, report: CheckContext['report']): void {
  if (!['RPLC', 'XFRM'].includes(attributeOf(relation, 'typeCode') ?? '')) {
    report(
      'error',
      'CDA.RELATED_DOCUMENT',
      relation,
      'Le lien doit être un remplacement (RPLC) ou une transformation (XFRM).',
    )
  }
  const parent = childOf(childOf(relation, 'parentDocument'), 'id')
  const own = childOf(document, 'id', HL7_V3)
  const key = (id: XmlElement | undefined): string =>
    `${attributeOf(id, 'root') ?? ''}^${attributeOf(id, 'extension') ?? ''}`
  if (parent && own && key(parent) === key(own)) {
    report('error', 'CDA.RELATED_DOCUMENT', relation, 'Un document ne peut pas se remplacer lui-même.')
  }
}
