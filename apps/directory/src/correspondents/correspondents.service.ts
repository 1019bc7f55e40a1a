import { Inject, Injectable } from '@nestjs/common'
import type { CorrespondentView, Page } from '@anamnese/contracts'
import type { Log } from '@anamnese/platform-logging'
import { LOG } from '@anamnese/platform-service'
import { ANNUAIRE } from './annuaire.provider'
import type { AnnuaireClient } from './annuaire-client'
import { AnnuaireError } from './annuaire-error'
import { toView } from './correspondent'
import { CorrespondentRepository, correspondentSearch } from './correspondent.repository'

export interface CorrespondentSearch {
  page: Page<CorrespondentView>
  /** false when the Annuaire could not be asked: the list is then only of those already known */
  complete: boolean
}

/** Search of correspondents: those already known first, then the Annuaire Santé. */
@Injectable()
export class CorrespondentsService {
  constructor(
    private readonly correspondents: CorrespondentRepository,
    @Inject(ANNUAIRE) private readonly annuaire: AnnuaireClient | null,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async search(establishment: string, q: string, page: number, size: number): Promise<CorrespondentSearch> {
    const filter = q.trim() === '' ? {} : correspondentSearch(q)
    const known = await this.correspondents.page(establishment, filter, { page, size, sort: { family: 1, given: 1 } })
    const items = known.items.map(toView)
    const asks = page === 1 && q.trim() !== '' && items.length < size
    const { found, complete } = asks ? await this.ask(q, size) : { found: [], complete: true }
    const seen = new Set(items.map(({ idNat }) => idNat))
    const others = found.filter(({ idNat }) => !seen.has(idNat)).slice(0, size - items.length)
    return {
      page: { items: [...items, ...others], total: known.total + others.length, page, size },
      complete,
    }
  }

  private async ask(q: string, size: number): Promise<{ found: CorrespondentView[]; complete: boolean }> {
    if (this.annuaire === null) return { found: [], complete: false }
    try {
      return { found: await this.annuaire.search(q, size), complete: true }
    } catch (error) {
      if (!(error instanceof AnnuaireError)) throw error
      this.log.warn({ err: error }, 'recherche sans l’Annuaire Santé')
      return { found: [], complete: false }
    }
  }
}
