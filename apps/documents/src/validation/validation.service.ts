import { Inject, Injectable } from '@nestjs/common'
import { ulid } from 'ulid'
import { type Actor, type BlobRef, DocumentValidated, type DocumentValidatedData } from '@anamnese/contracts'
import type { ProfessionalRef } from '@anamnese/domain-professional-ids'
import { type DocumentType, feedsDmp } from '@anamnese/interop-clinical-documents'
import type { BlobStore } from '@anamnese/platform-blobs'
import { conflict, forbidden, unprocessable } from '@anamnese/platform-http'
import { AuditTrail, Outbox } from '@anamnese/platform-messaging'
import { ConcurrentChangeError, isDuplicateKey, Mongo } from '@anamnese/platform-mongo'
import { BLOBS, CONFIG } from '@anamnese/platform-service'
import type { ClinicalDocument, ProducedDocument } from '../documents/document'
import { DocumentRepository } from '../documents/document.repository'
import { DocumentsConfig } from '../documents.config'
import { isCareProfessional, professionalOf } from '../letters/author'
import { type LetterContext, obstaclesOf } from '../letters/judgement'
import { confidentialityOf, type Letter } from '../letters/letter'
import { LetterContexts } from '../letters/letter-contexts'
import { LetterRepository } from '../letters/letter.repository'
import { LettersService } from '../letters/letters.service'
import { conflictProblem } from '../letters/conflict'
import { FormsMaker, type FormsRequest } from './make-forms'
import { newDocumentOid } from './oid'
import { printedIns } from './printed-identity'
import type { CompleteContext } from './to-source'

/**
 * Validates a letter (DMP/ALI/PROG.02): its PDF/A-1 and its CDA are made, checked and kept encrypted, then the letter, the document and
 * the event are written in one transaction. A stop before the commit leaves two blobs that nothing refers to, and nothing else.
 */
@Injectable()
export class ValidationService {
  constructor(
    private readonly mongo: Mongo,
    private readonly letters: LetterRepository,
    private readonly drafts: LettersService,
    private readonly contexts: LetterContexts,
    private readonly documents: DocumentRepository,
    private readonly forms: FormsMaker,
    private readonly outbox: Outbox,
    private readonly trail: AuditTrail,
    @Inject(BLOBS) private readonly blobs: BlobStore,
    @Inject(CONFIG) private readonly config: DocumentsConfig,
  ) {}

  /** @param signer the professional on whose behalf a program validates; a person validates in their own name */
  async validate(actor: Actor, letterId: string, version: number, signer?: ProfessionalRef): Promise<ClinicalDocument> {
    const validator = actor.kind === 'client' && signer ? signer : this.validatorOf(actor)
    const found = await this.drafts.find(actor, letterId)
    const already = await this.alreadyValidated(found, version)
    if (already) return already
    this.drafts.requireOpen(found)
    if (found.version !== version) throw conflictProblem(found, this.config.TIME_ZONE)
    const context = this.complete(await this.contexts.of(withAuthor(found, validator)))
    const { page } = context.letter
    const request = {
      ...(await this.requestFor(context.letter, validator)),
      ...(page ? { page: await this.blobs.get(page) } : {}),
    }
    const { pdf, cda } = await this.forms.make(context, request)
    const [cdaRef, pdfRef] = await Promise.all([
      this.blobs.put(cda, 'text/xml'),
      this.blobs.put(pdf, 'application/pdf'),
    ])
    return this.commit(actor, context, request, { cda: cdaRef, pdf: pdfRef })
  }

  /** The page as it would be, marked as a draft, with the number that the version will have. */
  async preview(actor: Actor, letterId: string): Promise<Buffer> {
    const letter = await this.drafts.find(actor, letterId)
    if (letter.page) return this.pageOf(actor, letter, letter.page)
    const { patient, stay, type, ...context } = await this.contexts.of(letter)
    if (!patient || !stay || !type)
      throw unprocessable('LETTER.INCOMPLETE', 'Le patient ou le séjour n’est pas encore connu.')
    const replaced =
      letter.replaces === undefined ? null : await this.documents.findById(letter.establishment, letter.replaces)
    const versionNumber = (replaced?.versionNumber ?? 0) + 1
    const draft = { oid: 'attribué à la validation', setId: '', versionNumber }
    const pdf = await this.forms.preview({ ...context, patient, stay, type }, draft)
    const { _id: id, patientId } = letter
    const ins = printedIns(patient) !== undefined
    await this.trail.record(actor, { action: 'letter.preview', patientId, object: { kind: 'letter', id }, ins })
    return pdf
  }

  /** The page that another software made is shown as it is. */
  private async pageOf(actor: Actor, { _id: id, patientId }: Letter, page: BlobRef): Promise<Buffer> {
    await this.trail.record(actor, { action: 'letter.preview', patientId, object: { kind: 'letter', id } })
    return this.blobs.get(page)
  }

  private async commit(
    actor: Actor,
    context: CompleteContext,
    request: FormsRequest,
    refs: { cda: BlobRef; pdf: BlobRef },
  ): Promise<ClinicalDocument> {
    const { letter } = context
    const document = documentOf(context, request, refs)
    try {
      return await this.mongo.transaction(async (session) => {
        if (request.replaced) await this.documents.save({ ...request.replaced, superseded: true }, session)
        const stored = await this.documents.insert(document, session)
        const saved = { savedAt: request.validatedAt, savedBy: actor.name }
        const { review: _review, ...signed } = letter
        await this.letters.save({ ...signed, ...saved, state: 'validated', documentId: stored._id }, session)
        const event = eventOf(document, request, context.type)
        await this.outbox.append(session, DocumentValidated, stored.patientId, event)
        await this.trail.record(
          actor,
          {
            action: 'document.validate',
            patientId: stored.patientId,
            object: { kind: 'document', id: stored._id },
            ins: stored.withIns,
          },
          session,
        )
        return stored
      })
    } catch (error) {
      if (isDuplicateKey(error)) throw superseded()
      if (!(error instanceof ConcurrentChangeError)) throw error
      // Another replica, or the same person twice, was faster: with what, the letter or the document replaced?
      const now = await this.drafts.find(actor, letter._id)
      const already = await this.alreadyValidated(now, letter.version)
      if (already) return already
      throw now.version === letter.version ? superseded() : conflictProblem(now, this.config.TIME_ZONE)
    }
  }

  /** The same request again, after an answer that was lost: it gets the same document. */
  private async alreadyValidated(letter: Letter, version: number): Promise<ClinicalDocument | null> {
    if (letter.state !== 'validated' || letter.version !== version + 1 || letter.documentId === undefined) return null
    return this.documents.findById(letter.establishment, letter.documentId)
  }

  private validatorOf(actor: Actor): ProfessionalRef {
    const professional = actor.kind === 'person' ? professionalOf(actor) : undefined
    if (professional && isCareProfessional(professional)) return professional
    throw forbidden(
      'LETTER.NOT_A_PROFESSIONAL',
      'Seul un professionnel de santé identifié peut valider une lettre.',
      'Votre compte n’a pas d’identifiant national de professionnel ou de spécialité.',
    )
  }

  private complete(context: LetterContext): CompleteContext {
    const obstacles = obstaclesOf(context)
    const { letter, patient, stay, type } = context
    if (obstacles.length > 0 || !patient || !stay || !type) {
      throw unprocessable('LETTER.INCOMPLETE', 'La lettre ne peut pas encore être validée.', obstacles.join(' '))
    }
    return { ...context, letter, patient, stay, type }
  }

  private async requestFor(letter: Letter, validator: ProfessionalRef): Promise<FormsRequest> {
    const root = this.config.OID_ROOT
    const base = { oid: newDocumentOid(root), validator, validatedAt: new Date().toISOString() }
    if (letter.replaces === undefined) return { ...base, setId: newDocumentOid(root), versionNumber: 1 }
    const replaced = await this.documents.findById(letter.establishment, letter.replaces)
    if (!replaced || replaced.superseded) throw superseded()
    return { ...base, setId: replaced.setId, versionNumber: replaced.versionNumber + 1, replaced }
  }
}

/**
 * A letter prepared by a secretary is the letter of the physician who validates it, unless another physician is its author. An author who
 * signs is who they are to Pro Santé Connect: the stay that named them knows no speciality, without which nothing can be sent.
 */
function withAuthor(letter: Letter, validator: ProfessionalRef): Letter {
  const { author } = letter
  const isAnother = isCareProfessional(author) && author.idNat !== validator.idNat
  return isAnother ? letter : { ...letter, author: validator }
}

function superseded(): Error {
  return conflict(
    'DOCUMENT.SUPERSEDED',
    'Le document à remplacer l’a déjà été.',
    'Partez de sa version la plus récente.',
  )
}

function documentOf(
  { letter, patient, type }: CompleteContext,
  request: FormsRequest,
  refs: { cda: BlobRef; pdf: BlobRef },
): Omit<ProducedDocument, 'version'> {
  return {
    _id: ulid(),
    establishment: letter.establishment,
    patientId: patient._id,
    oid: request.oid,
    setId: request.setId,
    versionNumber: request.versionNumber,
    superseded: false,
    ...(request.replaced ? { replaces: request.replaced._id } : {}),
    type: type.type,
    title: letter.title,
    origin: 'produced',
    letterId: letter._id,
    stayNumber: letter.stayNumber,
    ...(letter.unit === undefined ? {} : { unit: letter.unit }),
    author: letter.author,
    validator: request.validator,
    recipients: letter.recipients,
    maskedToProfessionals: letter.maskedToProfessionals,
    invisibleToPatient: letter.invisibleToPatient,
    invisibleToRepresentatives: letter.invisibleToRepresentatives,
    confidentiality: confidentialityOf(letter, type),
    sendToDmp: feedsDmp(type, confidentialityOf(letter, type)) && !letter.blockDmp,
    withIns: printedIns(patient) !== undefined,
    ...refs,
    validatedAt: request.validatedAt,
  }
}

function eventOf(
  document: Omit<ProducedDocument, 'version'>,
  { replaced }: FormsRequest,
  type: DocumentType,
): DocumentValidatedData {
  return {
    documentId: document._id,
    patientId: document.patientId,
    establishment: document.establishment,
    oid: document.oid,
    setId: document.setId,
    versionNumber: document.versionNumber,
    ...(replaced ? { replaces: { documentId: replaced._id, oid: replaced.oid } } : {}),
    type: document.type,
    title: document.title,
    ...(document.stayNumber === undefined ? {} : { stayNumber: document.stayNumber }),
    author: document.author,
    validator: document.validator,
    recipients: document.recipients,
    ...(document.confidentiality === undefined ? {} : { confidentiality: document.confidentiality }),
    maskedToProfessionals: document.maskedToProfessionals,
    invisibleToPatient: document.invisibleToPatient,
    invisibleToRepresentatives: document.invisibleToRepresentatives,
    sendToDmp: document.sendToDmp,
    sendToProfessionals: type.mssante && document.recipients.some((recipient) => recipient.mailbox !== undefined),
    withIns: document.withIns,
    cda: document.cda,
    pdf: document.pdf,
    validatedAt: document.validatedAt,
  }
}
