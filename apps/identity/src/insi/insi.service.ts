import { Inject, Injectable } from '@nestjs/common'
import type { Actor, InsiCallKind, InsiVerifyResponse, Page, VitaleCard } from '@anamnese/contracts'
import { InsiError, searchIdentity, verifyIns } from '@anamnese/interop-insi'
import { conflict } from '@anamnese/platform-http'
import { AuditTrail } from '@anamnese/platform-messaging'
import { Mongo } from '@anamnese/platform-mongo'
import { CONFIG } from '@anamnese/platform-service'
import { IdentityConfig } from '../identity.config'
import { newId } from '../new-id'
import type { Patient } from '../patients/patient'
import { obstacleToSearch } from './callable'
import type { InsiCall } from './insi-call'
import { InsiCallRepository } from './insi-call.repository'
import { InsiPort, type InsiSession } from './insi-port'
import { saidOfComparison, saidOfFailure, saidOfSearch, saidOfUnit } from './insi-words'

/** What is specific to one call: what it asked, and what came back. */
type Answered = Pick<InsiCall, 'outcome' | 'code' | 'message' | 'attempts' | 'identity'>

/** For whom and why a call is made. */
export interface CallContext {
  actor: Actor
  batchId?: string
}

const ACTIONS: Readonly<Record<InsiCallKind, string>> = {
  search: 'insi.search',
  card: 'insi.search',
  verify: 'insi.verify',
}

/** Calls INSi, and keeps what it said. The identity does not change here: a person accepts, or not. */
@Injectable()
export class InsiService {
  constructor(
    @Inject(CONFIG) private readonly config: IdentityConfig,
    private readonly mongo: Mongo,
    private readonly insi: InsiPort,
    private readonly calls: InsiCallRepository,
    private readonly trail: AuditTrail,
  ) {}

  get verification(): InsiVerifyResponse['by'] {
    return this.config.INSI_VERIFICATION
  }

  async search(patient: Patient, actor: Actor, batchId?: string): Promise<InsiCall> {
    refuseBlocked(patient)
    return this.keep('search', patient, { actor, ...(batchId === undefined ? {} : { batchId }) }, async (session) => {
      const { result, attempts } = await searchIdentity(session, patient.traits)
      return {
        ...saidOfSearch(result),
        attempts: attempts.map((one) => ({ query: one.query, code: one.result.code })),
        ...(result.outcome === 'found' ? { identity: result.identity } : {}),
      }
    })
  }

  /** @param patient none when the card is read before there is a record */
  async searchByCard(card: VitaleCard, patient: Patient | undefined, actor: Actor): Promise<InsiCall> {
    if (patient) refuseBlocked(patient)
    return this.keep('card', patient, { actor }, async (session) => {
      const result = await session.searchByCard(card)
      return {
        ...saidOfSearch(result),
        attempts: [{ query: card, code: result.code }],
        ...(result.outcome === 'found' ? { identity: result.identity } : {}),
      }
    })
  }

  async verify(patient: Patient, actor: Actor, batchId?: string): Promise<InsiCall> {
    const { ins, traits } = patient
    if (!ins) throw conflict('INSI.NO_INS', 'Ce dossier n’a pas d’INS à vérifier.')
    return this.keep('verify', patient, { actor, ...(batchId === undefined ? {} : { batchId }) }, async (session) => {
      if (this.verification === 'unit') {
        const verdict = await session.verify(ins, traits)
        return { ...saidOfUnit(verdict), attempts: [{ query: { ...traits, ...ins }, code: verdict.code }] }
      }
      const verification = await verifyIns(session, ins, traits)
      return {
        ...saidOfComparison(verification),
        attempts: verification.attempts.map((one) => ({ query: one.query, code: one.result.code })),
        ...(verification.outcome === 'different' ? { identity: verification.result.identity } : {}),
      }
    })
  }

  async find(establishment: string, patientId: string, callId: string): Promise<InsiCall | null> {
    return this.calls.findOne(establishment, { _id: callId, patientId })
  }

  async callsOf(
    establishment: string,
    patientId: string,
    page: { page: number; size: number },
  ): Promise<Page<InsiCall>> {
    return this.calls.page(establishment, { patientId }, { ...page, sort: { at: -1 } })
  }

  private async keep(
    kind: InsiCallKind,
    patient: Patient | undefined,
    { actor, batchId }: CallContext,
    ask: (session: InsiSession) => Promise<Answered>,
  ): Promise<InsiCall> {
    const session = this.insi.session()
    const at = new Date().toISOString()
    const { certificate } = this.insi
    const call: InsiCall = {
      _id: newId(),
      establishment: actor.establishment,
      version: 1,
      patientId: patient?._id ?? '',
      kind,
      at,
      operator: actor.name,
      ...(certificate === undefined ? {} : { certificate }),
      ...(batchId === undefined ? {} : { batchId }),
      ...(await answered(() => ask(session))),
      exchanges: [...session.exchanges],
    }
    await this.mongo.transaction(async (transaction) => {
      await this.calls.insert(call, transaction)
      await this.trail.record(
        actor,
        {
          action: ACTIONS[kind],
          ...(patient === undefined ? {} : { patientId: patient._id }),
          object: { kind: 'insi-call', id: call._id },
          partner: 'INSi',
          ins: call.identity !== undefined || kind === 'verify' || kind === 'card',
          outcome: call.outcome === 'unavailable' ? 'failure' : 'success',
          detail: `Code ${call.code}`,
        },
        transaction,
      )
    })
    return call
  }
}

async function answered(ask: () => Promise<Answered>): Promise<Answered & { retryable?: boolean }> {
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof InsiError)) throw error
    return { ...saidOfFailure(error), attempts: [] }
  }
}

function refuseBlocked(patient: Patient): void {
  const obstacle = obstacleToSearch(patient)
  if (obstacle) throw conflict(obstacle.code, obstacle.title, obstacle.detail)
}
