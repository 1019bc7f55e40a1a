import { Inject, Injectable } from '@nestjs/common'
import { ulid } from 'ulid'
import type { Actor, ProduceDocumentResponse } from '@anamnese/contracts'
import type { ProfessionalRef } from '@anamnese/domain-professional-ids'
import type { BlobStore } from '@anamnese/platform-blobs'
import { conflict, forbidden, ProblemError } from '@anamnese/platform-http'
import { AuditTrail } from '@anamnese/platform-messaging'
import { isDuplicateKey } from '@anamnese/platform-mongo'
import { BLOBS } from '@anamnese/platform-service'
import { documentView } from '../documents/document-view'
import { DocumentRepository } from '../documents/document.repository'
import { consequencesOf } from '../letters/judgement'
import type { Letter } from '../letters/letter'
import { LetterContexts } from '../letters/letter-contexts'
import { LetterRepository } from '../letters/letter.repository'
import { letterView } from '../letters/letter-view'
import { LettersService } from '../letters/letters.service'
import { ReviewService } from '../letters/review.service'
import { ValidationService } from '../validation/validation.service'
import type { ProduceDocumentDto } from './produce.dto'
import { type Prepared, ProduceChecks } from './produce-checks'
import { type ProduceOrder, ProduceOrderRepository } from './produce-order.repository'

/**
 * One call that creates, validates and sends: the steps that people take one after the other, by the same services. Each step can be
 * taken again, so a call that was cut goes on where it stopped when the same key asks.
 */
@Injectable()
export class ProduceService {
  constructor(
    private readonly checks: ProduceChecks,
    private readonly orders: ProduceOrderRepository,
    private readonly letters: LetterRepository,
    private readonly drafts: LettersService,
    private readonly reviews: ReviewService,
    private readonly validation: ValidationService,
    private readonly contexts: LetterContexts,
    private readonly documents: DocumentRepository,
    private readonly trail: AuditTrail,
    @Inject(BLOBS) private readonly blobs: BlobStore,
  ) {}

  async produce(
    actor: Actor,
    patientId: string,
    request: ProduceDocumentDto,
    key: string | undefined,
  ): Promise<ProduceDocumentResponse> {
    const send = request.send ?? true
    if (send && !actor.permissions.includes('document.validate')) {
      throw forbidden(
        'PRODUCE.MAY_NOT_VALIDATE',
        'Valider un document demande le droit document.validate.',
        'Avec send = false, le document est préparé puis soumis à son validateur.',
      )
    }
    const order = key === undefined ? undefined : await this.orders.begin(actor, key, { patientId, request })
    const known = order ? await this.letters.findById(actor.establishment, order.letterId) : null
    if (known && isDone(known, send)) return this.answer(known, true)
    try {
      const prepared = await this.checks.prepare(actor, patientId, request)
      const letter = await this.written(actor, patientId, request, prepared, known, order?.letterId ?? ulid())
      await this.finish(actor, letter, prepared, send)
      return await this.answer(await this.drafts.find(actor, letter._id), false)
    } catch (error) {
      await this.giveUp(actor, error, order)
      throw error
    }
  }

  /** The draft with its content; what was already done by the same request is not done again. */
  private async written(
    actor: Actor,
    patientId: string,
    request: ProduceDocumentDto,
    { author, sections, page }: Prepared,
    known: Letter | null,
    letterId: string,
  ): Promise<Letter> {
    const { type, stayNumber, replaces } = request
    const letter =
      known ??
      (await this.create(
        onBehalf(actor, author),
        patientId,
        { type, stayNumber, ...(replaces === undefined ? {} : { replaces }) },
        letterId,
      ))
    if (letter.version > 1) return letter
    const { title, data, recipients, confidentiality } = request
    const { blockDmp, maskedToProfessionals, invisibleToPatient, invisibleToRepresentatives } = request
    const content = {
      version: letter.version,
      sections,
      ...defined({
        title,
        data,
        recipients,
        confidentiality,
        blockDmp,
        maskedToProfessionals,
        invisibleToPatient,
        invisibleToRepresentatives,
      }),
    }
    const ref = page && (await this.blobs.put(page, 'application/pdf'))
    return this.drafts.save(actor, letter._id, content, ref)
  }

  private async create(
    actor: Actor,
    patientId: string,
    request: Parameters<LettersService['create']>[2],
    letterId: string,
  ): Promise<Letter> {
    try {
      return await this.drafts.create(actor, patientId, request, letterId)
    } catch (error) {
      if (!isDuplicateKey(error)) throw error
      throw conflict(
        'PRODUCE.IN_PROGRESS',
        'La même demande est en cours.',
        'Recommencez dans un instant avec la même clé.',
      )
    }
  }

  private async finish(actor: Actor, letter: Letter, { validator }: Prepared, send: boolean): Promise<void> {
    const { idNat, family, given, prefix } = validator
    if (send) await this.validation.validate(actor, letter._id, letter.version, validator)
    else await this.reviews.submit(actor, letter._id, { version: letter.version, validator: { idNat, family, given } })
    const name = [prefix, given, family].filter((part) => part !== undefined).join(' ')
    await this.trail.record(actor, {
      action: 'document.produce',
      patientId: letter.patientId,
      object: { kind: 'letter', id: letter._id },
      detail: `${send ? 'Signé' : 'À signer'} par ${name} (${idNat})`,
      ...(actor.kind === 'client' ? { partner: actor.name } : {}),
    })
  }

  private async answer(letter: Letter, replayed: boolean): Promise<ProduceDocumentResponse> {
    const context = await this.contexts.of(letter)
    const document =
      letter.documentId === undefined ? null : await this.documents.findById(letter.establishment, letter.documentId)
    return {
      letterId: letter._id,
      ...(document ? { document: documentView(document) } : { letter: letterView(context) }),
      consequences: consequencesOf(context),
      replayed,
    }
  }

  /** What the data refuse leaves nothing behind, and its key may serve again; a failure of ours goes on with the same key. */
  private async giveUp(actor: Actor, error: unknown, order: ProduceOrder | undefined): Promise<void> {
    if (!(error instanceof ProblemError) || error.status >= 500 || error.status === 409) return
    const letter = order ? await this.letters.findById(actor.establishment, order.letterId) : null
    if (letter?.state === 'draft') await this.drafts.abandon(actor, letter._id, letter.version)
    if (order) await this.orders.release(order)
  }
}

function isDone(letter: Letter, send: boolean): boolean {
  return letter.state === 'validated' || (!send && letter.state === 'to-validate')
}

/** A program writes in the name of the author that it names; who acts is still the program. */
function onBehalf(actor: Actor, author: ProfessionalRef): Actor {
  return actor.kind === 'client' ? { ...actor, ...author } : actor
}

function defined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never
}
