import type { Actor } from '@anamnese/contracts'

/** Half of the life of an internal token: one that is given out still lives long enough for the request. */
const KEPT_MS = 30_000
const MAX_KEPT = 2000

/** Signing is the dearest part of passing a small request on; a screen that asks ten things at once needs one signature. */
export class TokenCache {
  private readonly kept = new Map<string, { token: Promise<string>; until: number }>()

  constructor(
    private readonly sign: (actor: Actor) => Promise<string>,
    private readonly now: () => number = Date.now,
  ) {}

  /** A token that says exactly this actor: whatever differs in it (rights, record that is open) is another token. */
  get(actor: Actor): Promise<string> {
    const key = JSON.stringify(actor)
    const known = this.kept.get(key)
    if (known !== undefined && known.until > this.now()) return known.token
    const token = this.sign(actor)
    this.kept.delete(key)
    this.kept.set(key, { token, until: this.now() + KEPT_MS })
    token.catch(() => this.kept.delete(key))
    if (this.kept.size > MAX_KEPT) {
      const oldest = this.kept.keys().next()
      if (oldest.done !== true) this.kept.delete(oldest.value)
    }
    return token
  }
}
