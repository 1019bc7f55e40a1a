import { mayExchangeIns } from '@anamnese/domain-ins'
import type { Identifier } from '../types'
import { INS_SLICES, SYSTEMS } from './fr-core'
import type { IdentifierAuthority, PatientRecord } from './record'

/** URIs of the authorities of local identifiers, by `namespace&id`. */
export type IppSystems = ReadonlyMap<string, string>

/**
 * The URIs of authorities of IPPs of a hospital.
 * @param own its own authority, `namespace&id&type`; its IPPs are of `.2` under the root of its OIDs
 * @param chosen lines `namespace&id=URI`
 */
export function ippSystemsOf(own: string, oidRoot: string | undefined, chosen: readonly string[]): IppSystems {
  const key = own.split('&').slice(0, 2).join('&')
  return new Map([
    ...(oidRoot === undefined ? [] : [[key, `urn:oid:${oidRoot}.2`] as const]),
    ...chosen.map((line) => {
      const at = line.indexOf('=')
      return [line.slice(0, at), line.slice(at + 1)] as const
    }),
  ])
}

/**
 * The URI of an authority of IPPs: the one that the hospital chose, its OID, or one made of its namespace and identifier, which is
 * always the same.
 */
export function ippSystem({ namespace, id, type }: IdentifierAuthority, known: IppSystems): string {
  const chosen = known.get(`${namespace}&${id ?? ''}`)
  if (chosen !== undefined) return chosen
  if (type === 'ISO' && id !== undefined) return `urn:oid:${id}`
  return `urn:anamnese:ipp:${encodeURIComponent(namespace)}:${encodeURIComponent(id ?? '')}`
}

/** The authority of a URI of {@link ippSystem}, as `namespace&id`; undefined when it is not one of them. */
export function authorityOfSystem(system: string, known: IppSystems): string | undefined {
  const chosen = [...known].find(([, uri]) => uri === system)
  if (chosen) return chosen[0]
  const match = /^urn:anamnese:ipp:([^:]+):([^:]*)$/.exec(system)
  if (!match) return undefined
  try {
    return `${decodeURIComponent(match[1] ?? '')}&${decodeURIComponent(match[2] ?? '')}`
  } catch {
    // A percent sign that encodes nothing: not one of ours.
    return undefined
  }
}

export function identifiersOf(record: PatientRecord, systems: IppSystems): Identifier[] {
  return [...insIdentifiers(record), ...ippIdentifiers(record, systems)]
}

/** Only a qualified identity goes out with its matricule (RNIV EXI SI 08), and never that of a record merged into another. */
function insIdentifiers({ ins, status, mergedInto }: PatientRecord): Identifier[] {
  const slice = ins && INS_SLICES[ins.oid]
  if (!ins || !slice || !mayExchangeIns(status) || mergedInto !== undefined) return []
  return [
    {
      use: slice.use,
      type: { coding: [{ system: SYSTEMS.identifierTypeFr, code: slice.type }] },
      system: `urn:oid:${ins.oid}`,
      value: ins.matricule,
    },
  ]
}

function ippIdentifiers({ ipps, mergedInto }: PatientRecord, systems: IppSystems): Identifier[] {
  return ipps.map(({ value, authority }) => ({
    use: mergedInto === undefined ? 'usual' : 'old',
    type: { coding: [{ system: SYSTEMS.identifierType, code: 'PI', display: 'Patient internal identifier' }] },
    system: ippSystem(authority, systems),
    value,
  }))
}
