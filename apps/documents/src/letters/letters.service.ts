import { Inject, Injectable } from '@nestjs/common'
import { ulid } from 'ulid'
import type { Actor, BlobRef, LetterData } from '@anamnese/contracts'
import { type DocumentType, DocumentTypes } from '@anamnese/interop-clinical-documents'
import { conflict, notFound, ProblemError, unprocessable } from '@anamnese/platform-http'
import { AuditTrail } from '@anamnese/platform-messaging'
import { ConcurrentChangeError, Mongo } from '@anamnese/platform-mongo'
import { assertRecordOpen } from '@anamnese/platform-security'
import { CONFIG } from '@anamnese/platform-service'
import type { ClinicalDocument } from '../documents/document'
import { DocumentRepository } from '../documents/document.repository'
import { DocumentsConfig } from '../documents.config'
import type { Patient } from '../projections/patient'
import { PatientRepository } from '../projections/patient.repository'
import { type Stay, StayRepository } from '../projections/stay.repository'
import { factsOf } from '../templates/facts'
import { fillTemplate, templateOf } from '../templates/letter-template'
import { withoutOverruledTexts } from '../templates/overruled'
import { authorOf } from './author'
import { type Letter, LETTER_TYPE, typeOfLetter } from './letter'
import { requireSections, requireType } from './letter-types'
import type { CreateLetterDto, SaveLetterDto } from './letter.dto'
import { LetterRepository } from './letter.repository'
import { conflictProblem } from './conflict'
import { defaultRecipients } from './recipients'

/** Drafts: made from the template or from the version that is replaced, saved as they are typed, given up. */
@Injectable()
export class LettersService {
  constructor(
    private readonly mongo: Mongo,
    private readonly letters: LetterRepository,
    private readonly documents: DocumentRepository,
    private readonly patients: PatientRepository,
    private readonly stays: StayRepository,
    private readonly trail: AuditTrail,
    @Inject(CONFIG) private readonly config: DocumentsConfig,
    private readonly types: DocumentTypes,
  ) {}

  /** @param id chosen by who may have to ask again, so that it makes one letter */
  async create(actor: Actor, patientId: string, request: CreateLetterDto, id = ulid()): Promise<Letter> {
    const { establishment } = actor
    const patient = await this.patients.currentOf(establishment, patientId)
    const stay = await this.stays.byNumber(establishment, request.stayNumber)
    if (!patient) throw notFound('PATIENT.UNKNOWN', 'Ce patient n’est pas connu.')
    const records = await this.patients.idsOf(establishment, patient._id)
    if (!stay || !records.includes(stay.patientId)) {
      throw notFound('STAY.UNKNOWN', 'Ce patient n’a pas de séjour de ce numéro.')
    }
    const replaced =
      request.replaces === undefined ? undefined : await this.replaceable(actor, records, request.replaces)
    const type = requireType(this.types, replaced?.type.code ?? request.type ?? LETTER_TYPE.code)
    const content = replaced ? await this.contentOf(replaced) : this.contentFrom(type, patient, stay)
    const author = authorOf(actor, stay, this.config)
    if (!author) {
      throw unprocessable(
        'LETTER.NO_AUTHOR',
        'Le médecin responsable du séjour n’est pas connu : la lettre n’aurait pas d’auteur.',
        'Un médecin peut créer la lettre lui-même.',
      )
    }
    const now = new Date().toISOString()
    const letter: Omit<Letter, 'version'> = {
      _id: id,
      establishment,
      patientId: patient._id,
      stayNumber: stay.number,
      ...(stay.unit === undefined ? {} : { unit: stay.unit }),
      state: 'draft',
      type: type.type,
      title: replaced?.title ?? type.title,
      ...content,
      ...(replaced?.confidentiality === undefined ? {} : { confidentiality: replaced.confidentiality }),
      blockDmp: false,
      maskedToProfessionals: replaced?.maskedToProfessionals ?? false,
      invisibleToPatient: replaced?.invisibleToPatient ?? false,
      invisibleToRepresentatives: replaced?.invisibleToRepresentatives ?? false,
      author,
      createdBy: { id: actor.id, name: actor.name },
      createdAt: now,
      savedAt: now,
      savedBy: actor.name,
      ...(replaced ? { replaces: replaced._id } : {}),
    }
    return this.mongo.transaction(async (session) => {
      const stored = await this.letters.insert(letter, session)
      await this.trace(actor, 'letter.create', stored, session)
      return stored
    })
  }

  /** The letter, for someone who has its record open. */
  async find(actor: Actor, letterId: string): Promise<Letter> {
    const letter = await this.letters.findById(actor.establishment, letterId)
    if (!letter) throw notFound('LETTER.UNKNOWN', 'Cette lettre n’existe pas.')
    const current = await this.patients.currentOf(actor.establishment, letter.patientId)
    if (actor.patientContext?.patientId !== letter.patientId) assertRecordOpen(actor, current?._id ?? letter.patientId)
    return letter
  }

  async read(actor: Actor, letterId: string): Promise<Letter> {
    const letter = await this.find(actor, letterId)
    await this.trace(actor, 'letter.read', letter)
    return letter
  }

  /**
   * @param page PDF/A-1 that another software made, in the place of the sections
   * @throws ProblemError 409 `LETTER.CONFLICT`, which says who saved meanwhile and when
   */
  async save(actor: Actor, letterId: string, request: SaveLetterDto, page?: BlobRef): Promise<Letter> {
    const letter = await this.find(actor, letterId)
    this.requireOpen(letter)
    this.requireMine(actor, letter)
    requireSections(this.types, letter, request.sections ?? {})
    if (letter.version !== request.version) throw conflictProblem(letter, this.config.TIME_ZONE)
    const { version: _version, sections, data, ...changes } = request
    const next: Letter = {
      ...letter,
      ...defined(changes),
      ...this.written(letter, sections ?? {}, data && withoutUndefined(data)),
      ...(page ? { page } : {}),
      savedAt: new Date().toISOString(),
      savedBy: actor.name,
    }
    try {
      return await this.letters.save(next)
    } catch (error) {
      if (error instanceof ConcurrentChangeError) throw await this.conflictOf(actor, letterId)
      throw error
    }
  }

  private written(
    letter: Letter,
    sections: Readonly<Record<string, string>>,
    data: LetterData | undefined,
  ): Pick<Letter, 'sections' | 'data'> {
    const texts = { ...letter.sections, ...sections }
    if (!data) return { sections: texts, ...(letter.data ? { data: letter.data } : {}) }
    const type = requireType(this.types, typeOfLetter(letter).code)
    return { sections: withoutOverruledTexts(texts, templateOf(type), data), data }
  }

  async abandon(actor: Actor, letterId: string, version: number): Promise<Letter> {
    const letter = await this.find(actor, letterId)
    this.requireOpen(letter)
    this.requireMine(actor, letter)
    if (letter.version !== version) throw conflictProblem(letter, this.config.TIME_ZONE)
    const now = new Date().toISOString()
    return this.mongo.transaction(async (session) => {
      const stored = await this.letters.save(
        { ...letter, state: 'abandoned', savedAt: now, savedBy: actor.name },
        session,
      )
      await this.trace(actor, 'letter.abandon', stored, session)
      return stored
    })
  }

  /** @throws ProblemError 409 when the letter is over: validated or given up */
  requireOpen(letter: Letter): void {
    if (letter.state === 'validated') {
      throw conflict(
        'LETTER.VALIDATED',
        'Cette lettre est validée.',
        'Pour la corriger, créez une nouvelle version du document.',
      )
    }
    if (letter.state === 'abandoned') throw conflict('LETTER.ABANDONED', 'Cette lettre a été abandonnée.')
  }

  /** While it waits for a signature, only those who may sign it write in it; who submitted it takes it back first. */
  private requireMine(actor: Actor, letter: Letter): void {
    if (letter.state !== 'to-validate' || actor.permissions.includes('document.validate')) return
    throw conflict(
      'LETTER.SUBMITTED',
      'Cette lettre attend sa validation.',
      'Retirez-la de la validation pour la modifier.',
    )
  }

  async conflictOf(actor: Actor, letterId: string): Promise<ProblemError> {
    return conflictProblem(await this.find(actor, letterId), this.config.TIME_ZONE)
  }

  private contentFrom(type: DocumentType, patient: Patient, stay: Stay): Pick<Letter, 'sections' | 'recipients'> {
    const sections = fillTemplate(templateOf(type), factsOf(patient, stay, this.config.TIME_ZONE))
    return { sections, recipients: defaultRecipients(patient) }
  }

  /** A new version starts from the letter that made the one it replaces. */
  private async contentOf(replaced: ClinicalDocument): Promise<Pick<Letter, 'sections' | 'recipients' | 'data'>> {
    const origin = await this.letters.findById(replaced.establishment, replaced.letterId ?? '')
    if (!origin)
      throw unprocessable('DOCUMENT.NOT_A_LETTER', 'Ce document n’a pas été rédigé ici : il ne peut pas être repris.')
    const { sections, data } = origin
    return { sections, recipients: replaced.recipients, ...(data ? { data } : {}) }
  }

  private async replaceable(actor: Actor, records: readonly string[], documentId: string): Promise<ClinicalDocument> {
    const document = await this.documents.findById(actor.establishment, documentId)
    if (!document || !records.includes(document.patientId)) {
      throw notFound('DOCUMENT.UNKNOWN', 'Ce document n’existe pas dans ce dossier.')
    }
    if (document.superseded) {
      throw conflict('DOCUMENT.SUPERSEDED', 'Ce document a déjà été remplacé.', 'Partez de sa version la plus récente.')
    }
    return document
  }

  private async trace(
    actor: Actor,
    action: string,
    letter: Letter,
    session?: Parameters<AuditTrail['record']>[2],
  ): Promise<void> {
    const entry = { action, patientId: letter.patientId, object: { kind: 'letter', id: letter._id } }
    await this.trail.record(actor, entry, session)
  }
}

/** Only what the request says: a property that is absent changes nothing. */
function defined<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>
}

/** A request object has every property of its class, absent ones as undefined: MongoDB would keep those as null. */
function withoutUndefined<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}
