export { BackChannel, type BackChannelAnswer } from './back-channel'
export { type IdTokenClaims, verifyIdToken } from './id-token'
export { type EndedSession, logoutUrl, verifyLogoutToken } from './logout'
export { Provider, type ProviderMetadata, readMetadata } from './provider'
export { type PscExercise, type PscPerson, readPscPerson } from './psc-person'
export { type PscAuthenticateOptions, type PscSignIn, PscStrategy } from './psc-strategy'
export { type ClientAuthentication, PSC_DEFAULTS, type PscSettings, type PscTlsSettings } from './settings'
export { SignInError, type SignInErrorCode, signInErrorOf } from './sign-in-error'
export { type ProviderTokens, refreshTokens } from './tokens'
export {
  beginTransaction,
  codeChallenge,
  safeReturnTo,
  sameText,
  type Transaction,
  TransactionSeal,
} from './transaction'
export { cookieValue, type TransactionCookie, TransactionStore } from './transaction-store'
