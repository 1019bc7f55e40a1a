import { Inject, Injectable } from '@nestjs/common'
import type { Actor } from '@anamnese/contracts'
import { isRpps, parseProfessionalId, type ProfessionalRef } from '@anamnese/domain-professional-ids'
import { findCode, J01_AUTHOR_SPECIALTY } from '@anamnese/domain-value-sets'
import { type DocumentType, DocumentTypes } from '@anamnese/interop-clinical-documents'
import { unprintableCharacters } from '@anamnese/interop-pdfa'
import { ProblemError } from '@anamnese/platform-http'
import { CONFIG } from '@anamnese/platform-service'
import { DocumentsConfig } from '../documents.config'
import { isCareProfessional, professionalOf } from '../letters/author'
import { isSaidByData } from '../letters/judgement'
import { PatientRepository } from '../projections/patient.repository'
import { StayRepository } from '../projections/stay.repository'
import { FormsMaker } from '../validation/make-forms'
import type { ProduceDocumentDto } from './produce.dto'

export interface FieldError {
  field: string
  message: string
}

/** A request that makes a document: who writes and signs it, every text of its type, the page that was given. */
export interface Prepared {
  author: ProfessionalRef
  validator: ProfessionalRef
  sections: Record<string, string>
  page?: Buffer
}

/** Says what is wrong with a request, all at once, each remark on its field. */
@Injectable()
export class ProduceChecks {
  constructor(
    @Inject(CONFIG) private readonly config: DocumentsConfig,
    private readonly types: DocumentTypes,
    private readonly patients: PatientRepository,
    private readonly stays: StayRepository,
    private readonly forms: FormsMaker,
  ) {}

  /** @throws ProblemError 422 `PRODUCE.INVALID` */
  async prepare(actor: Actor, patientId: string, request: ProduceDocumentDto): Promise<Prepared> {
    const errors: FieldError[] = []
    const type = this.types.find(request.type)
    if (!type) {
      const known = this.types.all.map((one) => one.type.code).join(', ')
      errors.push({ field: 'type', message: `type de document qui n’est pas rédigé ici ; types : ${known}` })
    }
    if (!(await this.hasStay(actor, patientId, request.stayNumber)))
      errors.push({ field: 'stayNumber', message: 'ce patient n’a pas de séjour de ce numéro' })
    const author = this.signatory(actor, 'author', request.author, errors)
    const validator =
      request.validator === undefined ? author : this.signatory(actor, 'validator', request.validator, errors)
    const page = this.pageOf(request, errors)
    if (type) errors.push(...sectionErrors(type, request))
    if (errors.length > 0 || !type || !author || !validator) {
      throw new ProblemError(
        422,
        'PRODUCE.INVALID',
        'Le document ne peut pas être produit : des valeurs sont à corriger.',
        'Rien n’a été créé. Chaque remarque nomme son champ.',
        { errors },
      )
    }
    // The texts of the template say what nobody entered here: what was not sent is empty.
    const sections = Object.fromEntries(type.sections.map(({ key }) => [key, request.sections?.[key] ?? '']))
    return { author, validator, sections, ...(page ? { page } : {}) }
  }

  private async hasStay({ establishment }: Actor, patientId: string, number: string): Promise<boolean> {
    const patient = await this.patients.currentOf(establishment, patientId)
    const stay = await this.stays.byNumber(establishment, number)
    if (!patient || !stay) return false
    return (await this.patients.idsOf(establishment, patient._id)).includes(stay.patientId)
  }

  /** A person writes and signs in their own name; a program names the professional who answers for it. */
  private signatory(
    actor: Actor,
    field: 'author' | 'validator',
    named: ProduceDocumentDto['author'],
    errors: FieldError[],
  ): ProfessionalRef | undefined {
    if (actor.kind === 'person') {
      const self = professionalOf(actor)
      if (named && named.idNat !== self?.idNat)
        errors.push({ field, message: 'une personne écrit et signe en son nom : ne pas nommer quelqu’un d’autre' })
      else if (!self || !isCareProfessional(self))
        errors.push({ field, message: 'votre compte n’est pas celui d’un professionnel de santé identifié' })
      return self
    }
    if (!named) {
      errors.push({ field, message: 'un programme nomme le professionnel qui répond du document' })
      return undefined
    }
    const id = parseProfessionalId(named.idNat)
    const valid = id?.kind === 'ADELI' || (id?.kind === 'RPPS' && isRpps(id.number))
    if (!valid)
      errors.push({
        field: `${field}.idNat`,
        message: '8 suivi d’un RPPS dont la clé est exacte, ou 0 suivi d’un ADELI',
      })
    const specialty = findCode(J01_AUTHOR_SPECIALTY, named.specialty.code)
    if (!specialty)
      errors.push({
        field: `${field}.specialty.code`,
        message: 'code absent du jeu de valeurs J01, par exemple G15_10/SM04',
      })
    if (!valid || !specialty) return undefined
    const { idNat, family, given, prefix } = named
    const structure = { idNat: this.config.STRUCTURE_ID_NAT, name: this.config.STRUCTURE_NAME }
    return { idNat, family, given, ...(prefix === undefined ? {} : { prefix }), specialty, structure }
  }

  private pageOf({ pdf }: ProduceDocumentDto, errors: FieldError[]): Buffer | undefined {
    if (pdf === undefined) return undefined
    const page = Buffer.from(pdf, 'base64')
    const wrong = (message: string): undefined => {
      errors.push({ field: 'pdf', message })
      return undefined
    }
    if (!/^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(pdf)) {
      wrong('ce texte n’est pas du base64')
      return
    }
    if (page.subarray(0, 5).toString('latin1') !== '%PDF-') {
      wrong('ce contenu n’est pas un PDF')
      return
    }
    for (const defect of this.forms.defectsOf(page)) errors.push({ field: 'pdf', message: `PDF/A-1 : ${defect}` })
    return page
  }
}

function sectionErrors(type: DocumentType, { sections, pdf, data }: ProduceDocumentDto): FieldError[] {
  if (pdf !== undefined) {
    return sections || data
      ? [{ field: 'pdf', message: 'le contenu est donné par sections ou par pdf, pas par les deux' }]
      : []
  }
  const keys = type.sections.map(({ key }) => key)
  const unknown = Object.keys(sections ?? {})
    .filter((key) => !keys.includes(key))
    .map((key) => ({ field: `sections.${key}`, message: `section inconnue ; sections : ${keys.join(', ')}` }))
  const known = type.sections.flatMap(({ key, title, required }): FieldError[] => {
    const text = sections?.[key] ?? ''
    const field = `sections.${key}`
    if (required && text.trim() === '' && !isSaidByData(key, data ? { data } : {}))
      return [{ field, message: `« ${title} » est à remplir` }]
    const unprintable = unprintableCharacters(text).slice(0, 5)
    return unprintable.length === 0
      ? []
      : [{ field, message: `caractères qui ne peuvent pas être imprimés : ${unprintable.join(' ')}` }]
  })
  return [...unknown, ...known]
}
