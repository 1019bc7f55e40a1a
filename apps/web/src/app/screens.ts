import { lazy } from 'react'

// The screens of a clinician come with the first load; the others when they are opened.
export { LettersPage } from '../worklists/letters-page'
export { PatientsPage } from '../patients/patients-page'
export { RecordPage } from '../record/record-page'
export { SendingsPage } from '../worklists/sendings-page'
export { WardPage } from '../ward/ward-page'
export { NotFoundPage } from './not-found-page'

export const ReceivedPage = lazy(() => import('../worklists/received-page'))
export const ScanPage = lazy(() => import('../scan/scan-page'))
export const IdentitiesPage = lazy(() => import('../worklists/identities-page'))
export const NewIdentityPage = lazy(() => import('../identity/creation/new-identity-page'))
export const Hl7MessagesPage = lazy(() => import('../worklists/hl7-messages-page'))
export const Hl7OutgoingPage = lazy(() => import('../worklists/hl7-outgoing-page'))
export const IndicatorsPage = lazy(() => import('../dashboard/indicators-page'))
export const AdministrationPage = lazy(() => import('../admin/administration-page'))
