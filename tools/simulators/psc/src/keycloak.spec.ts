import { logoutUrl, refreshTokens } from '@anamnese/interop-psc'
import { describeWith, JavaDistribution } from '@anamnese/interop-test-java'
import { CookieBrowser } from './index'
import { type Keycloak, startKeycloak } from './testing/keycloak'
import { startRelyingParty } from './testing/relying-party'

const KEYCLOAK = new JavaDistribution({
  name: 'Keycloak',
  folder: 'keycloak/26.4.5',
  artifact: 'org.keycloak:keycloak-quarkus-dist:26.4.5:zip',
})
const secret = 'secret-of-the-client-at-keycloak'

/** The library was written against descriptions of Pro Santé Connect and our simulator: this is a server of somebody else. */
describeWith(KEYCLOAK)('a provider that we did not write (Keycloak, which Pro Santé Connect is built on)', () => {
  let keycloak: Keycloak
  let party: Awaited<ReturnType<typeof startRelyingParty>>

  beforeAll(async () => {
    party = await startRelyingParty()
    keycloak = await startKeycloak(KEYCLOAK.home, secret, party.callbackUrl)
    party.use({ issuer: keycloak.issuer, discoveryUrl: keycloak.discoveryUrl, clientSecret: secret })
  }, 300_000)
  afterAll(async () => {
    await party.close()
    await keycloak.close()
  }, 60_000)

  async function signIn(): Promise<void> {
    const browser = new CookieBrowser()
    const login = await browser.get(`${party.url}/auth/login?returnTo=/patients`)
    const action = /<form[^>]*action="([^"]+)"/.exec(login.body)?.[1]?.replace(/&amp;/g, '&')
    await browser.post(action ?? '', { username: 'kervadec', password: 'mot-de-passe', credentialId: '' })
  }

  test('a professional signs in, with every check made', async () => {
    await signIn()
    expect(party.last).toMatchObject({
      signIn: {
        returnTo: '/patients',
        person: {
          issuer: keycloak.issuer,
          idNat: '810100000008',
          family: 'KERVADEC',
          exercises: [{ specialty: { code: 'G15_10/SM04' }, establishment: '220000020' }],
        },
      },
    })
  }, 60_000)

  test('tokens are renewed, and the logout address is the provider’s', async () => {
    await signIn()
    const { signIn: signedIn } = party.last as { signIn: { tokens: { refreshToken: string; idToken: string } } }
    expect((await refreshTokens(party.provider, signedIn.tokens.refreshToken)).accessToken).toBeTruthy()
    expect(await logoutUrl(party.provider, signedIn.tokens.idToken, 's')).toContain('/protocol/openid-connect/logout?')
  }, 60_000)

  test('a level of authentication that the provider does not vouch for is refused', async () => {
    const { acr } = party.settings
    party.use({ issuer: keycloak.issuer, discoveryUrl: keycloak.discoveryUrl, clientSecret: secret, acr: 'eidas3' })
    await signIn()
    expect(party.last).toMatchObject({ error: { code: 'SIGN_IN.ACR' } })
    party.use({ issuer: keycloak.issuer, discoveryUrl: keycloak.discoveryUrl, clientSecret: secret, acr })
  }, 60_000)
})
