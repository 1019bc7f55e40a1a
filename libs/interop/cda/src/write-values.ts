import type { Code } from '@anamnese/domain-professional-ids'
import { ValueSets } from '@anamnese/domain-value-sets'
import { el, type XmlTree } from '@anamnese/interop-xml'
import { CdaError } from './cda-error'
import type { Reachable } from './n1-document'
import type { CdaAddress, CdaId, CdaPersonName } from './types'

const OID = /^[0-2](\.(0|[1-9]\d*))+$/

/** True for an OID as the CI-SIS wants it: at most 64 characters, no leading zero in an arc. */
export function isOid(value: string): boolean {
  return value.length <= 64 && OID.test(value)
}

/** The OID itself. Throws {@link CdaError} `CDA.INVALID_OID`. */
export function oid(value: string, where: string): string {
  if (isOid(value)) return value
  throw new CdaError('CDA.INVALID_OID', "Un identifiant du document n'est pas un OID.", where)
}

export function writeId(id: CdaId): XmlTree {
  return el('id', { extension: id.extension, root: id.root })
}

const LABELS = new ValueSets()

/** A code with its label, which the CI-SIS requires nearly everywhere: that of the value sets when the caller has none. */
export function writeCode(name: string, code: Code): XmlTree {
  return el(name, { code: code.code, displayName: code.display ?? LABELS.labelOf(code), codeSystem: code.system })
}

export function writeTime(name: string, value: string): XmlTree {
  return el(name, { value })
}

export function writeInterval(name: string, low: string | undefined, high: string | undefined): XmlTree {
  if (low === undefined && high === undefined) return el(name, { nullFlavor: 'NAV' })
  return el(name, {}, low !== undefined && writeTime('low', low), high !== undefined && writeTime('high', high))
}

export function writePersonName(name: CdaPersonName): XmlTree {
  return el(
    'name',
    {},
    name.prefix !== undefined && el('prefix', {}, name.prefix),
    name.given !== undefined && el('given', {}, name.given),
    el('family', {}, name.family),
    name.suffix !== undefined && el('suffix', {}, name.suffix),
  )
}

/** Address then telecoms, in the order of roles; the CI-SIS wants both said, be it as not available. */
export function writeContacts(contacts: Reachable): XmlTree[] {
  return [...writeAddress(contacts.address), ...writeTelecoms(contacts)]
}

/** Telecoms then address, in the order of organisations. */
export function writeOrganizationContacts(contacts: Reachable): XmlTree[] {
  return [...writeTelecoms(contacts), ...writeAddress(contacts.address)]
}

function writeTelecoms(contacts: Reachable): XmlTree[] {
  const telecoms = contacts.telecoms ?? []
  if (telecoms.length === 0) return [el('telecom', { nullFlavor: 'NAV' })]
  return telecoms.map((telecom) => el('telecom', { value: telecom.value.replace(/\s+/g, ''), use: telecom.use }))
}

function writeAddress(address: CdaAddress | undefined): XmlTree[] {
  if (!address) return [el('addr', { nullFlavor: 'NAV' })]
  const { use, lines, houseNumber, streetName, postalCode, city, country, others = {} } = address
  const parts = lines
    ? lines.slice(0, 7).map((line) => ['streetAddressLine', line])
    : Object.entries({ houseNumber, streetName, ...others })
  const all = [...parts, ['postalCode', postalCode], ['city', city], ['country', country]]
  return [
    el(
      'addr',
      { use },
      all.map(([name = '', text]) => text !== undefined && el(name, {}, text)),
    ),
  ]
}
