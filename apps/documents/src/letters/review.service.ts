import { Inject, Injectable } from '@nestjs/common'
import type { Actor } from '@anamnese/contracts'
import { conflict, forbidden } from '@anamnese/platform-http'
import { AuditTrail } from '@anamnese/platform-messaging'
import { ConcurrentChangeError, Mongo } from '@anamnese/platform-mongo'
import { CONFIG } from '@anamnese/platform-service'
import { DocumentsConfig } from '../documents.config'
import { conflictProblem } from './conflict'
import type { Letter } from './letter'
import { LetterRepository } from './letter.repository'
import { LettersService } from './letters.service'
import type { ReturnLetterDto, SubmitLetterDto } from './review.dto'

/**
 * A letter between who writes it and who signs it (HOP/va1.08): submitted to someone or to whoever may sign, given back with what is to be
 * changed, or taken back by who submitted it. Signing is the validation itself.
 */
@Injectable()
export class ReviewService {
  constructor(
    private readonly mongo: Mongo,
    private readonly letters: LetterRepository,
    private readonly drafts: LettersService,
    private readonly trail: AuditTrail,
    @Inject(CONFIG) private readonly config: DocumentsConfig,
  ) {}

  async submit(actor: Actor, letterId: string, { version, validator }: SubmitLetterDto): Promise<Letter> {
    const letter = await this.read(actor, letterId, version)
    if (letter.state === 'to-validate') throw conflict('LETTER.SUBMITTED', 'Cette lettre attend déjà sa validation.')
    const { returned: _answered, ...rest } = letter
    const submittedAt = new Date().toISOString()
    const person = validator && { idNat: validator.idNat, family: validator.family, given: validator.given }
    const review = {
      submittedBy: actor.name,
      submitterId: actor.id,
      submittedAt,
      ...(person ? { validator: person } : {}),
    }
    return this.move(actor, 'letter.submit', { ...rest, state: 'to-validate', review })
  }

  async giveBack(actor: Actor, letterId: string, { version, comment }: ReturnLetterDto): Promise<Letter> {
    const letter = await this.submitted(actor, letterId, version)
    const { review: _over, ...rest } = letter
    const returned = { by: actor.name, at: new Date().toISOString(), comment: comment.trim() }
    return this.move(actor, 'letter.return', { ...rest, state: 'draft', returned })
  }

  async withdraw(actor: Actor, letterId: string, version: number): Promise<Letter> {
    const letter = await this.submitted(actor, letterId, version)
    const { review, ...rest } = letter
    const isOwn = review?.submitterId === actor.id || letter.createdBy.id === actor.id
    if (!isOwn && !actor.permissions.includes('document.validate')) {
      throw forbidden(
        'LETTER.NOT_SUBMITTED_BY_YOU',
        'Cette lettre a été soumise par quelqu’un d’autre.',
        `Elle a été soumise par ${review?.submittedBy ?? 'une autre personne'}, qui peut la reprendre.`,
      )
    }
    return this.move(actor, 'letter.withdraw', { ...rest, state: 'draft' })
  }

  private async submitted(actor: Actor, letterId: string, version: number): Promise<Letter> {
    const letter = await this.read(actor, letterId, version)
    if (letter.state === 'to-validate') return letter
    throw conflict('LETTER.NOT_SUBMITTED', 'Cette lettre n’attend pas de validation.')
  }

  private async read(actor: Actor, letterId: string, version: number): Promise<Letter> {
    const letter = await this.drafts.find(actor, letterId)
    this.drafts.requireOpen(letter)
    if (letter.version !== version) throw conflictProblem(letter, this.config.TIME_ZONE)
    return letter
  }

  private async move(actor: Actor, action: string, letter: Letter): Promise<Letter> {
    const { _id: id, patientId } = letter
    try {
      return await this.mongo.transaction(async (session) => {
        const moved = { ...letter, savedAt: new Date().toISOString(), savedBy: actor.name }
        const stored = await this.letters.save(moved, session)
        await this.trail.record(actor, { action, patientId, object: { kind: 'letter', id } }, session)
        return stored
      })
    } catch (error) {
      if (error instanceof ConcurrentChangeError) throw await this.drafts.conflictOf(actor, id)
      throw error
    }
  }
}
