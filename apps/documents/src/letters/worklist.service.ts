import { Injectable } from '@nestjs/common'
import type { Actor, LetterSummary, Page } from '@anamnese/contracts'
import type { QueryFilter } from '@anamnese/platform-mongo'
import { PatientRepository } from '../projections/patient.repository'
import { sortOf } from '../sorting'
import type { Letter } from './letter'
import type { LettersQuery } from './letter.dto'
import { LetterRepository } from './letter.repository'
import { letterSummary } from './letter-view'

const SORTS = {
  savedAt: 'savedAt',
  title: 'title',
  unit: 'unit.code',
  author: 'author.family',
  stayNumber: 'stayNumber',
}

/** Letters that await someone: by author, unit, patient, state (HOP/va1.08). People see their own and those of their units. */
@Injectable()
export class WorklistService {
  constructor(
    private readonly letters: LetterRepository,
    private readonly patients: PatientRepository,
  ) {}

  async list(actor: Actor, query: LettersQuery): Promise<Page<LetterSummary>> {
    const { page, size } = query
    const filter = await this.filterOf(actor, query)
    const found = await this.letters.page(actor.establishment, filter, {
      page,
      size,
      sort: sortOf(SORTS, query.sort, '-savedAt'),
    })
    const patients = await this.patients.currentByIds(
      actor.establishment,
      found.items.map((letter) => letter.patientId),
    )
    return { ...found, items: found.items.map((letter) => letterSummary(letter, patients.get(letter.patientId))) }
  }

  /** In a record that is open, its team sees every letter of it. */
  private isOpen(actor: Actor, { patientId }: LettersQuery): boolean {
    return patientId !== undefined && actor.patientContext?.patientId === patientId
  }

  private async filterOf(actor: Actor, query: LettersQuery): Promise<QueryFilter<Letter>> {
    const mine = [{ 'createdBy.id': actor.id }, ...(actor.idNat === undefined ? [] : [{ 'author.idNat': actor.idNat }])]
    const conditions: QueryFilter<Letter>[] = [{ state: query.state ?? 'draft' }]
    if (query.author === 'me') conditions.push({ $or: mine })
    else if (actor.kind === 'person' && !this.isOpen(actor, query))
      conditions.push({ $or: [...mine, { 'unit.code': { $in: actor.units } }] })
    if (query.unit !== undefined) conditions.push({ 'unit.code': query.unit })
    if (query.patientId !== undefined) {
      conditions.push({ patientId: { $in: await this.patients.idsOf(actor.establishment, query.patientId) } })
    }
    const q = query.q?.trim() ?? ''
    if (q !== '') {
      const named = await this.patients.idsByName(actor.establishment, q)
      conditions.push({ $or: [{ patientId: { $in: named } }, { stayNumber: q }] })
    }
    return { $and: conditions }
  }
}
