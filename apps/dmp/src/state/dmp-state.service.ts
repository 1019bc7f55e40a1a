import { Inject, Injectable } from '@nestjs/common'
import type { Actor, DmpStateView } from '@anamnese/contracts'
import type { Ins } from '@anamnese/domain-ins'
import type { Log } from '@anamnese/platform-logging'
import { AuditTrail } from '@anamnese/platform-messaging'
import { PatientRepository } from '@anamnese/platform-pfi-link'
import { CONFIG, LOG } from '@anamnese/platform-service'
import { DmpConfig } from '../dmp.config'
import { DmpClient } from './dmp-client'
import { DmpStateRepository, type DmpStateRow } from './dmp-state.repository'
import { NOT_CONFIGURED, NOT_QUALIFIED, noAnswer, saidState, WAITING } from './dmp-state-view'

/** How long someone waits when nothing is known yet; the answer is kept for the next one to ask. */
const FIRST_ANSWER_MS = 800
/** An answer that failed is asked for again after this. */
const FAILED_MS = 30_000

/** The state of the DMP of a patient: what is known at once, asked again behind when it is old. Nobody waits for the DMP. */
@Injectable()
export class DmpStateService {
  private readonly asking = new Map<string, Promise<void>>()

  constructor(
    private readonly patients: PatientRepository,
    private readonly states: DmpStateRepository,
    private readonly client: DmpClient,
    private readonly trail: AuditTrail,
    @Inject(CONFIG) private readonly config: DmpConfig,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async read(actor: Actor, patientId: string): Promise<DmpStateView> {
    if (!this.client.configured) return NOT_CONFIGURED
    const patient = await this.patients.findById(actor.establishment, patientId)
    if (patient?.status !== 'QUALIFIEE' || patient.ins === undefined) return NOT_QUALIFIED
    const known = await this.known(actor.establishment, patientId, patient.ins)
    if (known && !this.isOld(known)) return view(known)
    const asked = this.ask(actor, patientId, patient.ins)
    if (known && known.state !== 'unknown') return view(known)
    await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, FIRST_ANSWER_MS))])
    const answered = await this.known(actor.establishment, patientId, patient.ins)
    return answered ? view(answered) : WAITING
  }

  /** An answer about another INS says nothing of this one. */
  private async known(establishment: string, patientId: string, ins: Ins): Promise<DmpStateRow | undefined> {
    const row = await this.states.findById(establishment, patientId)
    return row && row.ins.matricule === ins.matricule && row.ins.oid === ins.oid ? row : undefined
  }

  private isOld({ checkedAt, state }: DmpStateRow): boolean {
    const validity = state === 'unknown' ? FAILED_MS : this.config.DMP_STATE_MINUTES * 60_000
    return Date.now() - checkedAt.getTime() > validity
  }

  /** One question at a time for a patient, however many people look at the record. */
  private ask(actor: Actor, patientId: string, ins: Ins): Promise<void> {
    const running = this.asking.get(patientId)
    if (running) return running
    const asked = this.question(actor, patientId, ins)
      .catch((error: unknown) => {
        this.log.error({ err: error }, 'l’état du DMP n’a pas pu être conservé')
      })
      .finally(() => this.asking.delete(patientId))
    this.asking.set(patientId, asked)
    return asked
  }

  private async question(actor: Actor, patientId: string, ins: Ins): Promise<void> {
    let said: Pick<DmpStateView, 'state' | 'message'>
    let outcome: 'success' | 'failure' = 'success'
    try {
      said = saidState(await this.client.existence(ins, actor))
    } catch (error) {
      this.log.warn({ err: error }, 'le test d’existence du DMP a échoué')
      outcome = 'failure'
      const reason = error instanceof Error ? error.message : 'erreur inconnue.'
      said = noAnswer(/[.!?]$/.test(reason) ? reason : `${reason}.`)
    }
    const { establishment } = actor
    await this.states.keep({ _id: patientId, establishment, ins, ...said, checkedAt: new Date() })
    const object = { kind: 'dmp', id: patientId }
    await this.trail.record(actor, { action: 'dmp.existence', patientId, object, partner: 'DMP', ins: true, outcome })
  }
}

function view({ state, message, checkedAt }: DmpStateRow): DmpStateView {
  return { state, message, checkedAt: checkedAt.toISOString() }
}
