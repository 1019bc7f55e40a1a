import { readFileSync } from 'node:fs'
import { Inject, Injectable } from '@nestjs/common'
import type { RetentionLine } from '@anamnese/contracts'
import { CONFIG } from '@anamnese/platform-service'
import type { ClinicalDocument } from '../documents/document'
import { DocumentRepository } from '../documents/document.repository'
import { DocumentsConfig } from '../documents.config'
import { nameOf } from '../projections/patient'
import { PatientRepository } from '../projections/patient.repository'
import { StayRepository } from '../projections/stay.repository'
import { DEFAULT_RULES, horizonOf, keepingOf, parseRules, type Passage, type RetentionRule } from './retention'

const BATCH = 500
/** a look at the list does not read the whole base */
const MAX_LOOKED_AT = 20_000

/** The documents whose time is over. */
@Injectable()
export class RetentionService {
  readonly rules: readonly RetentionRule[]

  constructor(
    private readonly documents: DocumentRepository,
    private readonly patients: PatientRepository,
    private readonly stays: StayRepository,
    @Inject(CONFIG) config: DocumentsConfig,
  ) {
    const file = config.RETENTION_RULES_FILE
    this.rules = file === undefined ? DEFAULT_RULES : parseRules(readFileSync(file, 'utf8'))
  }

  /** At most `limit` lines, the oldest documents first. Held documents are not among them. */
  async over(
    establishment: string,
    limit: number,
    today = new Date().toISOString().slice(0, 10),
  ): Promise<RetentionLine[]> {
    const found: RetentionLine[] = []
    let after: Pick<ClinicalDocument, 'validatedAt' | '_id'> | undefined
    for (let seen = 0; seen < MAX_LOOKED_AT && found.length < limit; seen += BATCH) {
      const batch = await this.batch(establishment, horizonOf(this.rules, today), after)
      for (const document of batch) {
        const line = await this.lineOf(document, today)
        if (line && found.length < limit) found.push(line)
      }
      after = batch.at(-1)
      if (batch.length < BATCH) break
    }
    return found
  }

  private batch(
    establishment: string,
    horizon: string,
    after: Pick<ClinicalDocument, 'validatedAt' | '_id'> | undefined,
  ): Promise<ClinicalDocument[]> {
    const next =
      after === undefined
        ? {}
        : {
            $or: [
              { validatedAt: { $gt: after.validatedAt } },
              { validatedAt: after.validatedAt, _id: { $gt: after._id } },
            ],
          }
    const filter = { validatedAt: { $lt: horizon }, deleted: { $exists: false }, hold: { $exists: false }, ...next }
    return this.documents.find(establishment, filter, { sort: { validatedAt: 1, _id: 1 }, limit: BATCH })
  }

  private async lineOf(document: ClinicalDocument, today: string): Promise<RetentionLine | undefined> {
    const { establishment, patientId } = document
    const patient = await this.patients.currentOf(establishment, patientId)
    const passage = await this.passageOf(establishment, patient?._id ?? patientId, patient?.traits.birthDate)
    const keeping = keepingOf(document, passage, this.rules)
    if (keeping === undefined || keeping.keepUntil > today) return undefined
    return {
      documentId: document._id,
      patientId: patient?._id ?? patientId,
      patientName: patient ? nameOf(patient) : '',
      title: document.title,
      type: document.type.display ?? document.type.code,
      origin: document.origin,
      date: document.validatedAt,
      ...keeping,
    }
  }

  private async passageOf(establishment: string, patientId: string, birthDate: string | undefined): Promise<Passage> {
    const records = await this.patients.idsOf(establishment, patientId)
    const stays = await this.stays.find(establishment, { patientId: { $in: records } })
    const last = stays.flatMap(({ admittedAt, dischargedAt }) =>
      [admittedAt, dischargedAt].filter((date) => date !== undefined),
    )
    const lastPassage = last.sort().at(-1)
    // Someone who is here now has not had his last passage.
    const here = stays.some(({ state, dischargedAt }) => state === 'open' && dischargedAt === undefined)
    const passage = here ? new Date().toISOString() : lastPassage
    return {
      ...(birthDate === undefined ? {} : { birthDate }),
      ...(passage === undefined ? {} : { lastPassage: passage }),
    }
  }
}
