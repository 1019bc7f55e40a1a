import { beginTransaction, codeChallenge, safeReturnTo, TransactionSeal } from './transaction'
import { cookieValue } from './transaction-store'

const seal = new TransactionSeal('a secret of at least thirty-two characters')

test('a sealed transaction is found again, and its code verifier cannot be read in the cookie', () => {
  const transaction = beginTransaction('/patients')
  const value = seal.seal(transaction)
  expect(seal.open(value)).toEqual(transaction)
  expect(Buffer.from(value, 'base64url').toString('latin1')).not.toContain(transaction.codeVerifier)
})

test('a transaction that was changed, sealed by another key, or is too old is not accepted', () => {
  const transaction = beginTransaction('/')
  const value = seal.seal(transaction)
  const changed = Buffer.from(value, 'base64url')
  changed[40] = (changed[40] ?? 0) ^ 1
  expect(seal.open(changed.toString('base64url'))).toBeUndefined()
  expect(new TransactionSeal('another secret, also long enough to be good').open(value)).toBeUndefined()
  expect(seal.open(value, Date.now() + 11 * 60_000)).toBeUndefined()
  expect(seal.open('')).toBeUndefined()
})

test('the challenge is the SHA-256 of the verifier (example of RFC 7636, appendix B)', () => {
  expect(codeChallenge('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
    'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  )
})

test.each(['//evil.example', '/\\evil.example', 'https://evil.example/', '/a\nb', 42, undefined])(
  'after sign-in nobody is sent elsewhere (%p)',
  (path) => {
    expect(safeReturnTo(path)).toBe('/')
  },
)

test('after sign-in the page that was asked is shown', () => {
  expect(safeReturnTo('/patients/42?tab=documents')).toBe('/patients/42?tab=documents')
})

test('one cookie is read among others', () => {
  expect(cookieValue('a=1; sign_in=x%3Dy; b=2', 'sign_in')).toBe('x=y')
  expect(cookieValue('xsign_in=1', 'sign_in')).toBeUndefined()
  expect(cookieValue(undefined, 'sign_in')).toBeUndefined()
})
