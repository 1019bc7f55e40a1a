import type { ChoicesRequest, ChoicesView } from '@anamnese/contracts'
import type { Stored } from '@anamnese/platform-mongo'

export type Feeding = ChoicesRequest['feeding']
export type Consultation = ChoicesRequest['consultation']
export type HistoryEntry = ChoicesView['history'][number]

/** What a patient, once informed, chose for the DMP; `_id` is the patient's (DMP/CONF.09, DMP/UX.06). */
export interface Choices extends Stored {
  dmpStatus?: 'ACTIF' | 'FERME' | 'INEXISTANT'
  feeding: Feeding
  feedingAt?: string
  consultation: Consultation
  consultationAt?: string
  /** who recorded the last change */
  recordedBy: string
  history: HistoryEntry[]
  changedAt: string
  /** what merges brought, by merged record: what was chosen before it, and what it made of it */
  merges?: MergedChoices[]
}

/** The choices of this record before and after those of a merged one were taken into account. */
export interface MergedChoices {
  absorbedId: string
  /** what the merged record said */
  absorbed: Chosen
  before: Chosen
  after: Chosen
}

export type Chosen = Partial<Pick<Choices, 'dmpStatus' | 'feedingAt' | 'consultationAt'>> &
  Pick<Choices, 'feeding' | 'consultation'>

/** Nothing has been asked yet. */
export function noChoices(patientId: string, establishment: string): Choices {
  return {
    _id: patientId,
    establishment,
    version: 0,
    feeding: 'not-collected',
    consultation: 'not-collected',
    recordedBy: '',
    history: [],
    changedAt: new Date(0).toISOString(),
  }
}

/** A choice as it reaches this service. */
export interface Said<T> {
  value: T
  /** when the patient chose; the moment of the record when not said */
  at?: string
  /** a person said it on purpose: "not collected" then corrects a choice recorded by mistake */
  deliberate?: boolean
}

export interface NewChoices {
  dmpStatus?: Choices['dmpStatus']
  feeding?: Said<Feeding>
  consultation?: Said<Consultation>
}

export interface Author {
  name: string
  at: string
  reason?: string
}

const FEEDING: Readonly<Record<Feeding, string>> = {
  'not-collected': 'Alimentation du DMP : choix non recueilli.',
  'not-opposed': 'Alimentation du DMP : patient informé, sans opposition.',
  opposed: 'Alimentation du DMP : patient informé, opposition.',
}
const CONSULTATION: Readonly<Record<Consultation, string>> = {
  'not-collected': 'Consultation du DMP : choix non recueilli.',
  accepted: 'Consultation du DMP : patient informé, accord.',
  refused: 'Consultation du DMP : patient informé, refus.',
}
const STATUS: Readonly<Record<NonNullable<Choices['dmpStatus']>, string>> = {
  ACTIF: 'DMP actif.',
  FERME: 'DMP fermé.',
  INEXISTANT: 'DMP inexistant.',
}
const MAX_HISTORY = 200

/**
 * The choices after what a message or a person says; the same object when nothing changes. The most recent choice holds: a message
 * that repeats an old one does not undo what the patient said since, and its "not collected" undoes nothing.
 */
export function applyChoices(before: Choices, said: NewChoices, author: Author): Choices {
  const feeding = chosen(said.feeding, before.feeding, before.feedingAt)
  const consultation = chosen(said.consultation, before.consultation, before.consultationAt)
  const dmpStatus = said.dmpStatus === before.dmpStatus ? undefined : said.dmpStatus
  const what = [
    ...(feeding && feeding.value !== before.feeding ? [FEEDING[feeding.value]] : []),
    ...(consultation && consultation.value !== before.consultation ? [CONSULTATION[consultation.value]] : []),
    ...(dmpStatus ? [STATUS[dmpStatus]] : []),
  ]
  const dated =
    (feeding !== undefined && feeding.at !== before.feedingAt) ||
    (consultation !== undefined && consultation.at !== before.consultationAt)
  if (what.length === 0 && !dated) return before
  const entries = what.map((one) => ({
    at: author.at,
    author: author.name,
    what: one,
    ...(author.reason === undefined ? {} : { reason: author.reason }),
  }))
  return {
    ...before,
    ...(dmpStatus ? { dmpStatus } : {}),
    ...(feeding ? { feeding: feeding.value, feedingAt: feeding.at ?? author.at } : {}),
    ...(consultation ? { consultation: consultation.value, consultationAt: consultation.at ?? author.at } : {}),
    recordedBy: author.name,
    history: [...before.history, ...entries].slice(-MAX_HISTORY),
    changedAt: author.at,
  }
}

function chosen<T extends string>(said: Said<T> | undefined, value: T, at: string | undefined): Said<T> | undefined {
  if (said === undefined || (said.value === 'not-collected' && said.deliberate !== true)) return undefined
  const older = said.at !== undefined && at !== undefined && Date.parse(said.at) < Date.parse(at)
  if (older) return undefined
  // The same choice without a date of its own says nothing new.
  return said.value === value && said.at === undefined ? undefined : said
}
