import { CdaError, readCdaHeader, type CdaHeader } from '@anamnese/interop-cda'
import { Hl7Error, type Hl7Finding, type Hl7Message, type Hl7Segment } from '@anamnese/interop-hl7v2'
import { XmlError } from '@anamnese/interop-xml'
import { decodeBase64 } from './base64'
import { CdaHl7Error } from './errors'
import { isDocument, readFlags, voletOf } from './read-message'
import { combinationsRule } from './rules/combinations'
import type { RuleContext } from './rules/context'
import { documentRule } from './rules/document'
import { headerRule } from './rules/header'
import { metadataRule } from './rules/metadata'
import { orderRule } from './rules/order'
import { participantsRule } from './rules/participants'
import { patientRule } from './rules/patient'
import { structureRule } from './rules/structure'
import { txaRule } from './rules/txa'

export interface CdaValidation {
  /** makes the combinations of destinations outside of the table errors; default false */
  strictCombinations?: boolean
}

/**
 * Judges an MDM or ORU by the volet that MSH-21 names (2.1 DPI → PFI, 1.1 PFI → DPI): everything that the message alone can show.
 * Findings are ready for ERR segments; locations are paths such as `OBX(3)-5`.
 */
export function validateCdaMessage(message: Hl7Message, options: CdaValidation = {}): Hl7Finding[] {
  const { code } = message.type
  const volet = voletOf(message)
  const rule = 'CI-SIS CDA en HL7v2 v2.1, segment MSH'
  if (code !== 'MDM' && code !== 'ORU') {
    const text = `Le type de message ${code} ne transmet pas de document : MDM ou ORU attendu.`
    return [{ severity: 'E', location: 'MSH-9', code: '200', message: text, rule }]
  }
  if (!volet) {
    const text = 'MSH-21 ne nomme ni CISIS_CDA_HL7_V2 ni CISIS_CDA_HL7_LPS.'
    return [{ severity: 'E', location: 'MSH-21', code: '103', message: text, rule }]
  }
  const observations = message.all('OBX')
  const context: RuleContext = {
    message,
    volet,
    kind: code,
    documents: observations.filter(isDocument).map((obx) => {
      const header = headerOf(obx)
      return header ? { obx, header } : { obx }
    }),
    strictCombinations: options.strictCombinations ?? false,
  }
  const flags = readFlags(observations)
  const rules = [
    headerRule,
    structureRule,
    patientRule,
    orderRule,
    txaRule,
    documentRule,
    metadataRule,
    participantsRule(flags),
    combinationsRule(flags),
  ]
  return rules.flatMap((one) => one(context))
}

function headerOf(obx: Hl7Segment): CdaHeader | undefined {
  try {
    return readCdaHeader(decodeBase64(obx.get(5, 5) ?? ''))
  } catch (error) {
    const unreadable = [CdaError, XmlError, CdaHl7Error, Hl7Error].some((kind) => error instanceof kind)
    if (unreadable) return undefined
    throw error
  }
}
