import { MllpTap } from '../wire/mllp-tap'

/** The two MLLP links between the product and the PFI, listened to: messages as sent, answers as received. */
export class WireTaps {
  readonly pfi = new MllpTap()
  readonly zam = new MllpTap()

  /** Stands before the listener of a link; gives the port where its sender must go. */
  readonly reroute = (link: 'pfi' | 'zam', port: number): Promise<number> => this[link].listen(port)

  async close(): Promise<void> {
    await Promise.all([this.pfi.close(), this.zam.close()])
  }
}
