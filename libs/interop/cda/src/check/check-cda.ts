import { join } from 'node:path'
import { ValueSets } from '@anamnese/domain-value-sets'
import { nodeToXml, type XmlElement, XmlError, XsdSchema } from '@anamnese/interop-xml'
import { CdaError } from '../cda-error'
import { locateDocument, type LocatedDocument } from '../locate'
import { checkBody } from './check-body'
import { checkCodes } from './check-codes'
import { checkIdentification } from './check-identification'
import { checkIdentifiers } from './check-identifiers'
import { checkLdlSes } from './check-ldl-ses'
import { checkParticipants } from './check-participants'
import { checkPatient } from './check-patient'
import { checkStructure } from './check-structure'
import { checkStructured } from './check-structured'
import { checkValues } from './check-values'
import { contextOf, type Finding } from './finding'

export interface CdaCheckOptions {
  /** the compiled CDA schema: its findings come first, under the rule `CDA.XSD` */
  schema?: XsdSchema
  /** complete lists, when the published files are there */
  valueSets?: ValueSets
  /** the official schematrons, when their folder is configured: their findings come last */
  schematrons?: readonly DocumentRules[]
  /** our own document: what no official rule sees, and published documents do not respect, is an error too */
  strict?: boolean
}

/** Rules that judge a parsed document, such as a compiled schematron. */
export interface DocumentRules {
  check: (document: XmlElement) => Finding[]
}

/** Compiles the schema that the CI-SIS asks for, `CDA_extended.xsd`, from its folder. The caller disposes of it. */
export async function loadCdaSchema(folder: string): Promise<XsdSchema> {
  return XsdSchema.load(join(folder, 'CDA_extended.xsd'), folder)
}

/**
 * Judges a CDA R2 document by the header rules of the CI-SIS (volet Structuration minimale) and, with a schema, by the XSD.
 * Never throws for what a document holds: what cannot even be read is a finding too.
 */
export function checkCda(xml: Uint8Array | string, options: CdaCheckOptions = {}): Finding[] {
  const findings: Finding[] = []
  try {
    const located = locateDocument(xml)
    if (options.schema) findings.push(...schemaFindings(xml, located, options.schema))
    const context = contextOf(located.element, options.valueSets ?? new ValueSets(), findings)
    checkStructure(context)
    checkIdentification(context)
    checkIdentifiers(context)
    checkPatient(context)
    checkParticipants(context)
    checkCodes(context)
    checkValues(context)
    checkBody(context)
    checkStructured(context, options.strict ?? false)
    checkLdlSes(context, options.strict ?? false)
    for (const rules of options.schematrons ?? []) findings.push(...rules.check(located.element))
  } catch (error) {
    if (!(error instanceof CdaError || error instanceof XmlError)) throw error
    findings.push({ severity: 'error', rule: error.code, where: error.detail ?? 'document', message: error.message })
  }
  return findings
}

function schemaFindings(xml: Uint8Array | string, located: LocatedDocument, schema: XsdSchema): Finding[] {
  const text = located.packaging === 'plain' ? xml : nodeToXml(located.element)
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  return schema.validate(bytes).map((finding) => ({
    severity: 'error',
    rule: 'CDA.XSD',
    where: finding.path ?? `ligne ${finding.line}`,
    message: `Non conforme au schéma CDA : ${finding.message}`,
  }))
}
