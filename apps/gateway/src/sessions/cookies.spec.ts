import { cookiesFor } from './cookies'

test('behind HTTPS cookies have the __Host- prefix and are Secure; on http://localhost they have plain names', () => {
  const secure = cookiesFor('https://dpi.hopital.example')
  expect(secure.session).toBe('__Host-anamnese_session')
  expect(secure.options).toEqual({ httpOnly: true, sameSite: 'lax', secure: true, path: '/' })
  const local = cookiesFor('http://localhost:3000')
  expect(local.session).toBe('anamnese_session')
  expect(local.options.secure).toBe(false)
})
