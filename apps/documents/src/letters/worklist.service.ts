import { Injectable } from '@nestjs/common'
import type { Actor, LetterSummary, Page } from '@anamnese/contracts'
import type { QueryFilter } from '@anamnese/platform-mongo'
import { PatientRepository } from '../projections/patient.repository'
import { sortOf } from '../sorting'
import { type Letter, LETTER_TYPE } from './letter'
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
  private isRecordOpen(actor: Actor, { patientId }: LettersQuery): boolean {
    return patientId !== undefined && actor.patientContext?.patientId === patientId
  }

  /** What a person is asked to sign: by name, or as anyone who may. */
  private toSign({ idNat }: Actor): QueryFilter<Letter> {
    const anyone = { 'review.validator': { $exists: false } }
    return idNat === undefined ? anyone : { $or: [{ 'review.validator.idNat': idNat }, anyone] }
  }

  private async filterOf(actor: Actor, query: LettersQuery): Promise<QueryFilter<Letter>> {
    const { idNat } = actor
    const mine: QueryFilter<Letter>[] = [
      { 'createdBy.id': actor.id },
      ...(idNat === undefined ? [] : [{ 'author.idNat': idNat }, { 'review.validator.idNat': idNat }]),
    ]
    const states = (query.state ?? 'draft,to-validate').split(',') as Letter['state'][]
    const conditions: QueryFilter<Letter>[] = [
      { state: states.length === 1 ? (states[0] ?? 'draft') : { $in: states } },
    ]
    if (query.author === 'me') conditions.push({ $or: mine })
    else if (actor.kind === 'person' && !this.isRecordOpen(actor, query))
      conditions.push({ $or: [...mine, { 'unit.code': { $in: actor.units } }] })
    if (query.validator === 'me') conditions.push(this.toSign(actor))
    if (query.type !== undefined) conditions.push(ofType(query.type))
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

/** Letters begun before there were several types say none: they are discharge letters. */
function ofType(code: string): QueryFilter<Letter> {
  return code === LETTER_TYPE.code
    ? { $or: [{ 'type.code': code }, { type: { $exists: false } }] }
    : { 'type.code': code }
}
