import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findCode, type ValueSet } from '@anamnese/domain-value-sets'
import { attributeOf, childOf, childrenOf, parseXml } from '@anamnese/interop-xml'
import { CdaError } from './cda-error'

const SVS = 'urn:ihe:iti:svs:2008'

/** Reads a published value set (IHE SVS `RetrieveValueSetResponse`). Throws {@link CdaError} or `XmlError`. */
export function readValueSet(xml: Uint8Array | string): ValueSet {
  const set = childOf(parseXml(xml).documentElement ?? undefined, 'ValueSet', SVS)
  const oid = attributeOf(set, 'id')
  const list = childOf(set, 'ConceptList', SVS)
  if (!set || oid === undefined || !list) {
    throw new CdaError('CDA.INVALID_CONTENT', "Ce fichier n'est pas un jeu de valeurs.")
  }
  const codes = childrenOf(list, 'Concept', SVS).map((concept) => ({
    code: attributeOf(concept, 'code') ?? '',
    system: attributeOf(concept, 'codeSystem') ?? '',
    display: attributeOf(concept, 'displayName') ?? '',
  }))
  return { name: shortName(attributeOf(set, 'displayName') ?? oid), oid, complete: true, codes }
}

/** Reads every value set of a folder (`*.xml`), in the order of the names. */
export function loadValueSets(folder: string): ValueSet[] {
  const files = readdirSync(folder).filter((file) => file.toLowerCase().endsWith('.xml'))
  return files.sort().map((file) => readValueSet(readFileSync(join(folder, file))))
}

/** `JDV_J02_XdsHealthcareFacilityTypeCode_CISIS.tabs` → `J02`. */
function shortName(displayName: string): string {
  return /^JDV[_-](J\d+)[_-]/.exec(displayName)?.[1] ?? displayName.replace(/\.tabs$/, '')
}

/** The codes that one list has and the other has not, for showing what an update changes. */
export function differenceOf(before: ValueSet, after: ValueSet): { added: string[]; removed: string[] } {
  const missingIn = (other: ValueSet, set: ValueSet): string[] =>
    set.codes.filter((entry) => !findCode(other, entry.code, entry.system)).map((entry) => entry.code)
  return { added: missingIn(before, after), removed: missingIn(after, before) }
}
