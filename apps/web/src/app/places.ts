import type { Permission } from '@anamnese/contracts'
import { paths } from './paths'

export interface Place {
  key: 'ward' | 'letters' | 'sendings' | 'received' | 'identities' | 'hl7' | 'indicators' | 'administration'
  label: string
  to: string
  /** any of these permissions opens the place… */
  permissions: readonly Permission[]
  /** …together with this one, when it shows documents */
  needs?: Permission
}

/** The places of the interface, in the order of the bar. The first one that a person may open is their start page. */
export const PLACES: readonly Place[] = [
  { key: 'ward', label: 'Service', to: paths.wards, permissions: ['document.read', 'document.write'] },
  {
    key: 'letters',
    label: 'À valider',
    to: paths.lettersToValidate,
    permissions: ['document.write', 'document.validate'],
    needs: 'document.read',
  },
  {
    key: 'sendings',
    label: 'Envois à suivre',
    to: paths.sendings,
    permissions: ['exchange.manage'],
    needs: 'document.read',
  },
  {
    key: 'received',
    label: 'Documents reçus',
    to: paths.received,
    permissions: ['document.write'],
    needs: 'document.read',
  },
  { key: 'identities', label: 'Identités', to: paths.identities, permissions: ['identity.write'] },
  { key: 'hl7', label: 'Messages HL7', to: paths.hl7Messages, permissions: ['identity.write'] },
  { key: 'indicators', label: 'Indicateurs', to: paths.indicators, permissions: ['indicator.read'] },
  {
    key: 'administration',
    label: 'Administration',
    to: paths.administration,
    permissions: ['admin', 'directory.manage', 'audit.read'],
  },
]

/** The places that these permissions open. */
export function placesFor(permissions: readonly Permission[]): Place[] {
  return PLACES.filter(
    ({ permissions: any, needs }) =>
      any.some((permission) => permissions.includes(permission)) &&
      (needs === undefined || permissions.includes(needs)),
  )
}

/** Where a person starts: a clinician in the ward, an identity officer in the identities, a security officer in the administration. */
export function startOf(permissions: readonly Permission[]): string {
  return placesFor(permissions)[0]?.to ?? paths.patients
}
