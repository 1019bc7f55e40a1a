import { generateKeyPairSync } from 'node:crypto'
import type { Actor } from '@anamnese/contracts'
import { InternalTokenSigner, InternalTokenVerifier } from './index'

function pair(): { privateKey: string; publicKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return {
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  }
}

const actor: Actor = {
  kind: 'person',
  id: 'a1',
  name: 'Dr Maëlle KERVADEC',
  establishment: '220000020',
  structure: { idNat: '1220000020', name: 'CH DE L’ARGOAT' },
  units: ['6268'],
  permissions: ['patient.read'],
}

describe('internal token', () => {
  it('carries the actor from the gateway to a service', async () => {
    const keys = pair()
    const token = await new InternalTokenSigner(keys.privateKey).sign(actor)
    expect(await new InternalTokenVerifier(keys.publicKey).verify(token)).toEqual(actor)
  })

  it('is refused when another key signed it', async () => {
    const token = await new InternalTokenSigner(pair().privateKey).sign(actor)
    await expect(new InternalTokenVerifier(pair().publicKey).verify(token)).rejects.toThrow()
  })

  it('is refused when it has expired', async () => {
    const keys = pair()
    jest.useFakeTimers({ now: Date.now() - 10 * 60_000, doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] })
    const token = await new InternalTokenSigner(keys.privateKey).sign(actor)
    jest.useRealTimers()
    await expect(new InternalTokenVerifier(keys.publicKey).verify(token)).rejects.toThrow(/exp/)
  })
})
