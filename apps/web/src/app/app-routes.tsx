import { type ReactNode, Suspense } from 'react'
import { Navigate, Route, Routes } from 'react-router'
import { RefusedPage } from '../auth/refused-page'
import { SignInPage } from '../auth/sign-in-page'
import { SignedOutPage } from '../auth/signed-out-page'
import { TermsPage } from '../auth/terms-page'
import { ErrorPanel } from '../ui/error-panel'
import { Waiting } from '../ui/page'
import { paths } from './paths'
import { startOf } from './places'
import * as screens from './screens'
import { SessionProvider, useSession, useSessionQuery } from './session'
import { Shell } from './shell'

/** What each address shows: a few pages before sign-in, the rest inside a session. */
export function AppRoutes(): ReactNode {
  return (
    <Routes>
      <Route path={paths.terms} element={<TermsPage />} />
      <Route path={paths.signedOut} element={<SignedOutPage />} />
      <Route path={paths.refused} element={<RefusedPage />} />
      <Route path="*" element={<SignedIn />} />
    </Routes>
  )
}

function SignedIn(): ReactNode {
  const { data: session, error, refetch } = useSessionQuery()
  if (session === null) return <SignInPage />
  if (session === undefined) return error ? <ErrorPanel error={error} onRetry={() => void refetch()} /> : <Waiting />
  return (
    <SessionProvider session={session}>
      <Suspense fallback={<Waiting />}>
        <Routes>
          <Route element={<Shell />}>
            <Route index element={<Start />} />
            <Route path={`${paths.wards}/:unit?`} element={<screens.WardPage />} />
            <Route path={paths.patients} element={<screens.PatientsPage />} />
            <Route path={`${paths.record(':patientId')}/*`} element={<screens.RecordPage />} />
            <Route path={paths.scan} element={<screens.ScanPage />} />
            <Route path={paths.lettersToValidate} element={<screens.LettersPage />} />
            <Route path={paths.sendings} element={<screens.SendingsPage />} />
            <Route path={paths.received} element={<screens.ReceivedPage />} />
            <Route path={paths.newIdentity} element={<screens.NewIdentityPage />} />
            <Route path={`${paths.identities}/:tab?`} element={<screens.IdentitiesPage />} />
            <Route path={paths.hl7Messages} element={<screens.Hl7MessagesPage />} />
            <Route path={paths.hl7Outgoing} element={<screens.Hl7OutgoingPage />} />
            <Route path={paths.indicators} element={<screens.IndicatorsPage />} />
            <Route path={`${paths.administration}/*`} element={<screens.AdministrationPage />} />
            <Route path="*" element={<screens.NotFoundPage />} />
          </Route>
        </Routes>
      </Suspense>
    </SessionProvider>
  )
}

function Start(): ReactNode {
  const { actor } = useSession()
  return <Navigate to={startOf(actor.permissions)} replace />
}
