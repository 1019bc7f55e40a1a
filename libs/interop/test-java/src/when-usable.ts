import type { JavaPeer } from './java-peer'

/** `describe`, or `describe.skip` on a machine where the peer cannot be run: it is then said why. */
export function describeWith(peer: Pick<JavaPeer, 'name' | 'obstacle'>): jest.Describe {
  const obstacle = peer.obstacle()
  if (obstacle === undefined) return describe
  console.warn(`essais avec ${peer.name} sautés : ${obstacle}`)
  return describe.skip
}
