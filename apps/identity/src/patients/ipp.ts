import type { LocalIdentifier } from '@anamnese/contracts'
import type { PatientIdentifier } from '@anamnese/interop-pam-fr'

/** Reads an authority written `namespace&id&type`. */
export function parseAuthority(text: string): LocalIdentifier['authority'] {
  const [namespace = '', id, type] = text.split('&')
  return { namespace, ...(id ? { id } : {}), ...(type ? { type } : {}) }
}

/** An IPP of a message. Inside one hospital the namespace may come alone: it then stands for the hospital's own authority. */
export function localIdentifier(
  { value, authority }: PatientIdentifier,
  own: LocalIdentifier['authority'],
): LocalIdentifier {
  const { namespace = '', universalId, universalIdType } = authority
  if (universalId === undefined && namespace === own.namespace) return { value, authority: own }
  return {
    value,
    authority: {
      namespace,
      ...(universalId === undefined ? {} : { id: universalId }),
      ...(universalIdType === undefined ? {} : { type: universalIdType }),
    },
  }
}

/** What makes an IPP unique: its value, and the authority by its identifier when it has one. */
export function ippKey({ value, authority }: LocalIdentifier): string {
  return `${value}^${authority.namespace}&${authority.id ?? ''}`
}
